package dev.latchkey.quota;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Some of the {@link LastingAccounts}: a table with open addressing, at most three quarters full, which costs some eight
 * bytes an account where a map's nodes cost forty. Whoever looks takes no lock and may miss what is being added; whoever
 * adds looks again under the lock. Thread-safe.
 */
final class AccountTable {
    private static final int SMALLEST = 4;

    /** Full with its only slot empty, so that nothing is ever put into it. */
    private static final AtomicReferenceArray<MemoryAccount> NONE = new AtomicReferenceArray<>(1);

    private final AccountKind kind;

    /** Replaced by a larger one, never emptied; as long as a power of two. */
    private volatile AtomicReferenceArray<MemoryAccount> slots = NONE;

    /** Guarded by this. */
    private int size;

    AccountTable(AccountKind kind) {
        this.kind = kind;
    }

    MemoryAccount account(String id, int hash) {
        MemoryAccount found = find(slots, id, hash);
        return found != null ? found : newcomer(id, hash);
    }

    private synchronized MemoryAccount newcomer(String id, int hash) {
        MemoryAccount found = find(slots, id, hash);
        if (found != null) {
            return found;
        }
        if ((size + 1) * 4 > slots.length() * 3) {
            grow();
        }
        MemoryAccount added = new MemoryAccount(id, kind);
        slots.set(emptySlot(slots, hash), added);
        size++;
        return added;
    }

    /** Nobody sees the larger table before everything is in it. */
    private void grow() {
        AtomicReferenceArray<MemoryAccount> larger = new AtomicReferenceArray<>(Math.max(SMALLEST, slots.length() * 2));
        for (int i = 0; i < slots.length(); i++) {
            @Nullable MemoryAccount account = slots.get(i);
            if (account != null) {
                larger.setPlain(emptySlot(larger, LastingAccounts.hash(account.id())), account);
            }
        }
        slots = larger;
    }

    /** Ends at the first empty slot, of which there always is one. */
    private static @Nullable MemoryAccount find(AtomicReferenceArray<MemoryAccount> slots, String id, int hash) {
        for (int slot = hash; ; slot++) {
            @Nullable MemoryAccount there = slots.get(slot & (slots.length() - 1));
            if (there == null || there.id().equals(id)) {
                return there;
            }
        }
    }

    private static int emptySlot(AtomicReferenceArray<MemoryAccount> slots, int hash) {
        int last = slots.length() - 1;
        int slot = hash & last;
        while (slots.get(slot) != null) {
            slot = (slot + 1) & last;
        }
        return slot;
    }
}
