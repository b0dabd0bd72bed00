package dev.latchkey;

import dev.latchkey.key.ApiKey;
import dev.latchkey.key.Argon2idHash;
import dev.latchkey.key.Argon2idTrials;
import dev.latchkey.key.Trial;
import java.util.List;
import java.util.Optional;

/** Decides who may manage keys: whoever holds the master key, and nobody where there is none. */
final class MasterGate implements CredentialReader.Judge {
    private static final Denied NOT_CONFIGURED = Denied.of(Reason.MASTER_KEY_NOT_CONFIGURED);
    private static final Denied NOT_THE_MASTER = Denied.of(Reason.NOT_THE_MASTER_KEY);
    private static final Denied SATURATED = Denied.of(Reason.SATURATED);

    private final Optional<MasterKey> masterKey;
    private final CredentialReader reader;
    private final Identities identities;
    private final MintedFormats minted;
    private final List<Argon2idHash> hashes;
    private final Argon2idTrials trials;

    MasterGate(
            Optional<MasterKey> masterKey,
            CredentialReader reader,
            Identities identities,
            MintedFormats minted,
            Argon2idTrials trials) {
        this.masterKey = masterKey;
        this.reader = reader;
        this.identities = identities;
        this.minted = minted;
        this.hashes = masterKey.flatMap(MasterKey::argon2id).stream().toList();
        this.trials = trials;
    }

    /** Whether any text could need an Argon2id computation. */
    boolean tries() {
        return !hashes.isEmpty();
    }

    Verdict decide(Request request, Trying trying) {
        return masterKey.isEmpty() ? NOT_CONFIGURED : reader.read(request, this, trying);
    }

    @Override
    public Verdict refuse(String malformed, int start, ApiKey.Scan scan) {
        return NOT_THE_MASTER;
    }

    @Override
    public Verdict judge(byte[] bytes, int from, int consumed, CredentialReader by, Trying trying) {
        ApiKey key = ApiKey.ofAscii(bytes, from, bytes.length);
        if (masterKey.isPresent() && masterKey.get().matches(key)) {
            return Granted.toMaster(by.way(consumed, identities));
        }
        return hashes.isEmpty() || minted.match(key) ? NOT_THE_MASTER : tryOut(key, consumed, trying);
    }

    private Verdict tryOut(ApiKey key, int consumed, Trying trying) {
        Trial trial = trying.of(trials, hashes, key);
        return switch (trial.kind()) {
            case UNTRIED -> trying.untried();
            case SATURATED -> SATURATED;
            case NO_MATCH -> NOT_THE_MASTER;
            case MATCHED -> Granted.toMaster(reader.way(consumed, identities));
        };
    }
}
