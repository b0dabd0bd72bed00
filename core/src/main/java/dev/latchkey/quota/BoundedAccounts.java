package dev.latchkey.quota;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Accounts of subjects that anybody may invent. About {@code most} without money are kept at a time; one goes only when a
 * new one would be the same. When none can go, a newcomer gets a {@link CommonAccount}.
 */
final class BoundedAccounts {
    private static final int COMMON = 1024;
    private static final List<String> COMMON_IDS =
            IntStream.range(0, COMMON).mapToObj(Integer::toString).toList();

    /** How many of the longest-kept are looked at to make room for one newcomer. */
    private static final int LOOKS = 16;

    private final AccountKind kind;
    private final int most;
    private final Map<String, MemoryAccount> own = new ConcurrentHashMap<>();
    private final MemoryAccount[] common = new MemoryAccount[COMMON];

    /** Those that may go one day, the longest-kept first. Guarded by this. */
    private final Queue<MemoryAccount> line = new ArrayDeque<>();

    BoundedAccounts(AccountKind kind, int most) {
        this.kind = kind;
        this.most = most;
        for (int i = 0; i < COMMON; i++) {
            common[i] = MemoryAccount.common(COMMON_IDS.get(i), kind);
        }
    }

    Account account(String id, long now) {
        MemoryAccount found = own.get(id);
        return found != null ? found : newcomer(id, now);
    }

    /** The account that counts for a subject, its own or a common one. */
    MemoryAccount present(String id, long now) {
        Account found = account(id, now);
        return found instanceof CommonAccount common ? common.shared() : (MemoryAccount) found;
    }

    /** The account of its own of a subject that has, or is about to have, money. */
    synchronized MemoryAccount ownAccount(String id) {
        MemoryAccount found = own.get(id);
        return found != null ? found : add(id);
    }

    boolean hasOwn(String id) {
        return own.containsKey(id);
    }

    private synchronized Account newcomer(String id, long now) {
        MemoryAccount found = own.get(id);
        if (found != null) {
            return found;
        }
        MemoryAccount shared = common[Math.floorMod(id.hashCode(), COMMON)];
        // Common accounts are the first in the order of locks, so that those of their kind may be locked below.
        shared.lock();
        try {
            // What an id has used of a common account must not be forgiven by one of its own.
            boolean mayHaveOwn = shared.isUnused(now) && hasRoom(now);
            return mayHaveOwn ? add(id) : new CommonAccount(id, shared);
        } finally {
            shared.unlock();
        }
    }

    private MemoryAccount add(String id) {
        MemoryAccount added = new MemoryAccount(id, kind);
        line.add(added);
        own.put(id, added);
        return added;
    }

    private boolean hasRoom(long now) {
        for (int look = 0; look < LOOKS && line.size() >= most; look++) {
            MemoryAccount longestKept = line.remove();
            if (!leaves(longestKept, now)) {
                line.add(longestKept);
            }
        }
        return line.size() < most;
    }

    /** Whether the account is gone, or stays for good because of its money. */
    private boolean leaves(MemoryAccount account, long now) {
        account.lock();
        try {
            if (account.retire(now)) {
                own.remove(account.id(), account);
                return true;
            }
            return account.hasMoney();
        } finally {
            account.unlock();
        }
    }
}
