package dev.latchkey;

import dev.latchkey.key.ApiKey;
import dev.latchkey.key.KeyFormat;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The formats that keys are minted in: a text of such a form is never what a person chose. */
final class MintedFormats {
    private final KeyFormat[] formats;

    /**
     * @param own the profile's format
     * @param checksummed the format whose checksum is asked for, where one is
     */
    MintedFormats(KeyFormat own, @Nullable KeyFormat checksummed) {
        List<KeyFormat> all = new ArrayList<>(List.of(
                own,
                KeyFormat.standard(),
                KeyFormat.transactional(),
                KeyFormat.anyLlm(),
                KeyFormat.freeAi(),
                KeyFormat.llmGateway()));
        if (checksummed != null) {
            all.add(checksummed);
        }
        this.formats = all.toArray(KeyFormat[]::new);
    }

    /** Whether some format could have made this key, right checksum or not. */
    boolean match(ApiKey key) {
        for (KeyFormat format : formats) {
            if (format.matches(key)) {
                return true;
            }
        }
        return false;
    }
}
