package dev.latchkey.conformance;

import dev.latchkey.manage.KeyRepository;
import dev.latchkey.manage.ManifestKeyRepository;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The repository in a manifest file; a second one over the file would share its keys, and not the users in its memory. */
class ManifestKeyRepositoryTest extends KeyRepositoryContract {
    @TempDir
    Path folder;

    @Override
    protected KeyRepository empty() {
        return ManifestKeyRepository.open(folder.resolve("keys.json"));
    }
}
