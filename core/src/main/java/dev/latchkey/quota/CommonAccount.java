package dev.latchkey.quota;

/** The handle of a subject that has no account of its own, and shares one until there is room. */
record CommonAccount(String id, MemoryAccount shared) implements Account {
    @Override
    public AccountKind kind() {
        return shared.kind();
    }
}
