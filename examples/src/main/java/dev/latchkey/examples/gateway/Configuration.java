package dev.latchkey.examples.gateway;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.latchkey.key.KeyLook;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a configuration file: YAML, one line for each option, under its name without the dashes in front, and
 * {@code master_key}. Strict: what is unknown, stands there twice or is of another type is refused by its name, and by nothing
 * that stands beside it.
 */
final class Configuration {
    private static final YAMLFactory YAML = new YAMLFactory();
    private static final String MASTER_KEY = "master_key";
    private static final int LONGEST_BYTES = 1 << 16;

    private final Map<Option, Given> options = new EnumMap<>(Option.class);
    private @Nullable Hidden masterKey;

    private Configuration() {}

    /** No file at all. */
    static Configuration none() {
        return new Configuration();
    }

    static Configuration read(Path file) throws UsageException {
        Configuration configuration = new Configuration();
        try (YAMLParser yaml = YAML.createParser(bytes(file))) {
            configuration.read(yaml);
            return configuration;
        } catch (JsonProcessingException e) {
            // Without its message, which quotes the file.
            String where =
                    e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
            throw new UsageException("--config: " + where + "not YAML");
        } catch (IOException e) {
            throw new UsageException(
                    "--config: the file cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static byte[] bytes(Path file) throws IOException, UsageException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw Option.CONFIG.expected();
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LONGEST_BYTES + 1);
            if (bytes.length > LONGEST_BYTES) {
                throw new UsageException("--config: the file is longer than " + LONGEST_BYTES + " bytes");
            }
            return bytes;
        }
    }

    private void read(YAMLParser yaml) throws IOException, UsageException {
        if (yaml.nextToken() != JsonToken.START_OBJECT) {
            throw new UsageException("--config: expected names and values, such as port: 8080");
        }
        for (String name = yaml.nextFieldName(); name != null; name = yaml.nextFieldName()) {
            yaml.nextToken();
            member(name, yaml);
        }
        if (yaml.nextToken() != null) {
            throw new UsageException("--config: expected one document and nothing behind it");
        }
    }

    private void member(String name, YAMLParser yaml) throws IOException, UsageException {
        String member = name.replace('-', '_');
        if (member.equals(MASTER_KEY)) {
            refuseSecond(name, masterKey);
            masterKey = new Hidden(text(name, yaml));
            return;
        }
        Option option = Arrays.stream(Option.values())
                .filter(known -> known != Option.CONFIG && known.member().equals(member))
                .findFirst()
                .orElseThrow(() -> unknown(name));
        String value = option.isNumber() ? number(option, name, yaml) : text(name, yaml);
        refuseSecond(name, options.put(option, new Given(value, "--config: " + name)));
    }

    private static void refuseSecond(String name, @Nullable Object first) throws UsageException {
        if (first != null) {
            throw new UsageException("--config: " + name + " stands there twice: leave one of the two out");
        }
    }

    private static String text(String name, YAMLParser yaml) throws IOException, UsageException {
        boolean isText = yaml.currentToken() == JsonToken.VALUE_STRING || isSwitch(yaml);
        if (!isText || yaml.isCurrentAlias() || yaml.getText().isBlank()) {
            throw new UsageException(
                    "--config: " + name + ": expected text; put a number or a word of YAML's in quotes");
        }
        return yaml.getText();
    }

    /** YAML takes two of our words for true and false. */
    private static boolean isSwitch(YAMLParser yaml) throws IOException {
        return yaml.currentToken().isBoolean() && List.of("on", "off").contains(yaml.getText());
    }

    private static String number(Option option, String name, JsonParser yaml) throws IOException, UsageException {
        if (yaml.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw option.expected("--config: " + name);
        }
        return yaml.getText();
    }

    private static UsageException unknown(String name) {
        boolean isWord = name.chars().allMatch(c -> (c >= 'a' && c <= 'z') || c == '_' || c == '-');
        String known = Arrays.stream(Option.values())
                .filter(option -> option != Option.CONFIG)
                .map(option -> option.flag().substring(2))
                .collect(Collectors.joining(", "));
        return new UsageException("--config: unknown name" + (isWord && !KeyLook.maybeSecret(name) ? " " + name : "")
                + ": expected one of " + known + ", " + MASTER_KEY);
    }

    Map<Option, Given> options() {
        return options;
    }

    Optional<Hidden> masterKey() {
        return Optional.ofNullable(masterKey);
    }
}
