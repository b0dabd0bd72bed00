package dev.latchkey.conformance;

import dev.latchkey.manage.KeyRepository;
import dev.latchkey.manage.MemoryKeyRepository;

/** The repository in memory; there is no second view of it. */
class MemoryKeyRepositoryTest extends KeyRepositoryContract {
    @Override
    protected KeyRepository empty() {
        return new MemoryKeyRepository();
    }
}
