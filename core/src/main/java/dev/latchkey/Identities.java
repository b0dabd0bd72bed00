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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes the verdicts of known keys, once for each key and way in; they hang off the key's row and go when its table
 * goes.
 */
final class Identities {
    private static final Principal MASTER =
            new Principal(Principal.Kind.MASTER, "master", "master", null, Scopes.unrestricted(), Map.of(), null);

    private final Optional<String> implicitUserPrefix;
    private final boolean addsHeaders;
    private final Set<String> gatewayOnly;
    private final List<Header> answerHeaders;
    private final Function<Identity, Permission> permissions;

    /** What becomes of the headers of all who came in alike, before anything is added; there are few ways. */
    private final Map<Way, UpstreamHeaders> ways = new ConcurrentHashMap<>();

    private volatile @Nullable Granted master;

    /** Who read the credential, and in which of its sources. */
    private record Way(CredentialReader reader, int consumed) {}

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
    }

    /** A race makes one twice, which harms nobody. */
    Granted granted(KeyTable.Row row, CredentialReader reader, int consumed) {
        Granted latest = row.attachment() instanceof Granted made && made.isOf(this) ? made : null;
        Granted granted = Granted.among(latest, reader, consumed);
        if (granted == null) {
            granted = latest != null
                    ? granted(latest.principal(), latest.permission(), row, reader, consumed, latest)
                    : granted(principalOf(row.record()), permissionOf(row.record()), row, reader, consumed, null);
            row.attach(granted);
        }
        return granted;
    }

    Granted master(CredentialReader reader, int consumed) {
        Granted granted = Granted.among(master, reader, consumed);
        if (granted == null) {
            granted = granted(MASTER, null, null, reader, consumed, master);
            master = granted;
        }
        return granted;
    }

    /** The same refusal as long as its reason is the same; it hangs off the row as well. */
    Denied denied(KeyTable.Row row, Reason reason) {
        if (row.attachment() instanceof Denied known && known.reason() == reason) {
            return known;
        }
        Denied denied = new Denied(
                new Denial(reason, Facts.none().withKeyId(row.record().id())));
        row.attach(denied);
        return denied;
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

    /** A key, and the user that it belongs to under this profile. */
    record Identity(KeyRecord record, Optional<String> user) {}

    private Granted granted(
            Principal principal,
            @Nullable Permission permission,
            KeyTable.@Nullable Row row,
            CredentialReader reader,
            int consumed,
            @Nullable Granted otherWay) {
        UpstreamHeaders upstream = ways.computeIfAbsent(new Way(reader, consumed), this::nothingAdded);
        return new Granted(
                this,
                principal,
                addsHeaders ? upstream.adding(identityHeaders(principal)) : upstream,
                answerHeaders,
                permission,
                row,
                reader,
                consumed,
                otherWay);
    }

    private UpstreamHeaders nothingAdded(Way way) {
        Set<String> dropped = new HashSet<>(gatewayOnly);
        dropped.addAll(way.reader().headersOf(way.consumed()));
        return new UpstreamHeaders(dropped, List.of());
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
