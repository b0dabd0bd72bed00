package dev.latchkey;

import dev.latchkey.access.Scopes;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeyTable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes the verdicts of known keys, once for each key and way in; they hang off the key's row and go when its table
 * goes.
 */
final class Identities {
    private final Optional<String> implicitUserPrefix;
    private final boolean addsHeaders;
    private final Set<String> gatewayOnly;
    private final List<Header> answerHeaders;
    private final Function<Identity, Permission> permissions;
    private final Remembered master;

    /**
     * @param gatewayOnly headers that never reach the host, in lower case
     * @param answerHeaders headers on the host's answers
     * @param permissions makes what a key asks of the ledger
     */
    Identities(
            Optional<String> implicitUserPrefix,
            boolean addsHeaders,
            Collection<String> gatewayOnly,
            List<Header> answerHeaders,
            Function<Identity, Permission> permissions) {
        this.implicitUserPrefix = implicitUserPrefix;
        this.addsHeaders = addsHeaders;
        this.gatewayOnly = Set.copyOf(gatewayOnly);
        this.answerHeaders = answerHeaders;
        this.permissions = permissions;
        this.master = new Remembered(
                new Principal(Principal.Kind.MASTER, "master", "master", null, Scopes.unrestricted(), Map.of(), null),
                null,
                null);
    }

    Granted granted(KeyTable.Row row, CredentialReader reader, int consumed) {
        return remembered(row).granted(reader, consumed);
    }

    Granted master(CredentialReader reader, int consumed) {
        return master.granted(reader, consumed);
    }

    Denied denied(KeyTable.Row row, Reason reason) {
        return remembered(row).denied(row, reason);
    }

    private Remembered remembered(KeyTable.Row row) {
        if (row.attachment() instanceof Remembered known && known.isOf(this)) {
            return known;
        }
        Remembered fresh = new Remembered(principalOf(row.record()), permissionOf(row.record()), row);
        row.attach(fresh);
        return fresh;
    }

    /** What this key asks of the ledger. */
    Permission permissionOf(KeyRecord record) {
        return permissions.apply(new Identity(record, userOf(record, implicitUserPrefix)));
    }

    /** Whose key it is: the user that it names, or its implicit one under profiles that have such. */
    static Optional<String> userOf(KeyRecord record, Optional<String> implicitUserPrefix) {
        return record.user().or(() -> implicitUserPrefix.map(prefix -> prefix + record.id()));
    }

    private Principal principalOf(KeyRecord record) {
        String id = record.id().value();
        String user = userOf(record, implicitUserPrefix).orElse(null);
        return new Principal(
                Principal.Kind.KEY,
                id,
                record.label(),
                user,
                record.scopes(),
                record.metadata(),
                record.environment().orElse(null));
    }

    /** One key's verdicts. A race makes one twice, which harms nobody. */
    private final class Remembered {
        private final Principal principal;
        private final @Nullable Permission permission;
        private final KeyTable.@Nullable Row row;
        private volatile List<Granted> ways = List.of();
        private volatile @Nullable Granted latest;
        private volatile @Nullable Denied denied;

        private Remembered(Principal principal, @Nullable Permission permission, KeyTable.@Nullable Row row) {
            this.principal = principal;
            this.permission = permission;
            this.row = row;
        }

        private boolean isOf(Identities owner) {
            return Identities.this == owner;
        }

        private Granted granted(CredentialReader reader, int consumed) {
            Granted last = latest;
            if (last != null && last.cameBy(reader, consumed)) {
                return last;
            }
            Granted granted = among(ways, reader, consumed);
            latest = granted;
            return granted;
        }

        private Granted among(List<Granted> known, CredentialReader reader, int consumed) {
            for (Granted granted : known) {
                if (granted.cameBy(reader, consumed)) {
                    return granted;
                }
            }
            Granted fresh = grantedTo(principal, permission, row, reader, consumed);
            List<Granted> more = new ArrayList<>(known);
            more.add(fresh);
            ways = List.copyOf(more);
            return fresh;
        }

        private Denied denied(KeyTable.Row row, Reason reason) {
            Denied known = denied;
            if (known == null || known.reason() != reason) {
                known = new Denied(
                        new Denial(reason, Facts.none().withKeyId(row.record().id())));
                denied = known;
            }
            return known;
        }
    }

    /** A key, and the user that it belongs to under this profile. */
    record Identity(KeyRecord record, Optional<String> user) {}

    private Granted grantedTo(
            Principal principal,
            @Nullable Permission permission,
            KeyTable.@Nullable Row row,
            CredentialReader reader,
            int consumed) {
        Set<String> dropped = new HashSet<>(gatewayOnly);
        dropped.addAll(reader.headersOf(consumed));
        List<Header> added = addsHeaders ? identityHeaders(principal) : List.of();
        return new Granted(
                principal,
                new UpstreamHeaders(Set.copyOf(dropped), added),
                answerHeaders,
                permission,
                row,
                reader,
                consumed);
    }

    private static List<Header> identityHeaders(Principal principal) {
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("X-Latchkey-Key-Id", principal.id()));
        if (!principal.label().isEmpty()) {
            headers.add(new Header("X-Latchkey-Label", printable(principal.label())));
        }
        principal.user().ifPresent(user -> headers.add(new Header("X-Latchkey-User", printable(user))));
        return List.copyOf(headers);
    }

    /** Percent-encoded UTF-8 where it is not visible ASCII: a label must not end the header it stands in. */
    private static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b > ' ' && b < 0x7f && b != '%') {
                printable.append((char) b);
            } else {
                printable.append(String.format("%%%02X", b));
            }
        }
        return printable.toString();
    }
}
