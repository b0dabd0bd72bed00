package dev.latchkey.key;

import java.util.Arrays;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** The Argon2id function of RFC 9106, version 19: the one class that knows Bouncy Castle. */
final class Argon2id {
    static final int VERSION = Argon2Parameters.ARGON2_VERSION_13;

    private Argon2id() {}

    /** As many bytes of tag as asked for; takes {@code memoryKiB} of heap and a noticeable time. */
    static byte[] tag(ApiKey key, Argon2idCost cost, byte[] salt, int bytes) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(VERSION)
                .withMemoryAsKB(cost.memoryKiB())
                .withIterations(cost.iterations())
                .withParallelism(cost.parallelism())
                .withSalt(salt)
                .build());
        byte[] password = Arrays.copyOfRange(key.bytes, key.from, key.to);
        byte[] tag = new byte[bytes];
        try {
            generator.generateBytes(password, tag);
        } finally {
            Arrays.fill(password, (byte) 0);
        }
        return tag;
    }
}
