package dev.latchkey.servlet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Copies compiled tests and renames {@code jakarta.servlet} to {@code javax.servlet} in them, so that the very same tests
 * run in Tomcat 9. Every name in a class file is one entry of its constant pool (JVMS 4.4.7), and nothing points into it.
 */
final class JavaxClasses {
    private static final int UTF8 = 1;

    private JavaxClasses() {}

    /** The directory to read, and the one to write. */
    public static void main(String[] args) throws IOException {
        Path from = Path.of(args[0]);
        Path to = Path.of(args[1]);
        List<Path> files;
        try (Stream<Path> walk = Files.walk(from)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Path target = to.resolve(from.relativize(file).toString());
            byte[] bytes = Files.readAllBytes(file);
            Files.createDirectories(target.resolveSibling("."));
            Files.write(target, file.toString().endsWith(".class") ? renamed(bytes) : bytes);
        }
    }

    private static byte[] renamed(byte[] classFile) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(classFile.length);
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(in.readLong());
        int count = in.readUnsignedShort();
        out.writeShort(count);
        for (int i = 1; i < count; i++) {
            i += copyConstant(in, out);
        }
        in.transferTo(out);
        return bytes.toByteArray();
    }

    /** Copies one constant and answers how many further entries it takes: longs and doubles take two. */
    private static int copyConstant(DataInputStream in, DataOutputStream out) throws IOException {
        int tag = in.readUnsignedByte();
        out.writeByte(tag);
        if (tag == UTF8) {
            out.writeUTF(in.readUTF()
                    .replace("jakarta/servlet", "javax/servlet")
                    .replace("jakarta.servlet", "javax.servlet"));
            return 0;
        }
        out.write(in.readNBytes(lengthOf(tag)));
        return tag == 5 || tag == 6 ? 1 : 0;
    }

    private static int lengthOf(int tag) throws IOException {
        return switch (tag) {
            case 5, 6 -> 8;
            case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
            case 15 -> 3;
            case 7, 8, 16, 19, 20 -> 2;
            default -> throw new IOException("constant pool tag " + tag + " is unknown");
        };
    }
}
