package dev.latchkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.key.ApiKey;
import dev.latchkey.key.HashScheme;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeySecret;
import dev.latchkey.key.KeySource;
import dev.latchkey.key.KeyTable;
import dev.latchkey.profile.Profiles;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Digests that were made under secrets which the store does not hold. */
class HashSecretsTest {
    private static final String K = TestKeys.K;
    private static final HashScheme NEW = HashScheme.hmacSha256("the newest secret");
    private static final HashScheme OLD = HashScheme.hmacSha256("the secret before");

    private static Authenticator gate(GatewayProfile profile, KeyRecord record, HashScheme... secrets) {
        return Authenticator.builder(profile)
                .keys(TestKeys.source(record))
                .hashSecrets(secrets)
                .build();
    }

    /** A digest that names no scheme, as ring text stores it. */
    private static KeyRecord unnamed(HashScheme madeBy) {
        return KeyRecord.builder(KeySecret.digest(madeBy.hash(ApiKey.parse(K)))).build();
    }

    @Test
    void aKeyStoredUnderANamedSecretIsFoundUnderIt() {
        assertThat(gate(Profiles.standard(), TestKeys.hashed(K, OLD), NEW, OLD).verify(K))
                .isInstanceOf(Granted.class);
    }

    @Test
    void aPlainDigestIsStillFoundBesideSecrets() {
        assertThat(gate(Profiles.standard(), TestKeys.hashed(K, HashScheme.sha256()), NEW)
                        .verify(K))
                .isInstanceOf(Granted.class);
    }

    @Test
    void aDigestIsOnlyGoodUnderTheSchemeItNames() {
        KeyRecord lying = KeyRecord.builder(KeySecret.digest(OLD.hash(ApiKey.parse(K)), NEW.name()))
                .build();
        KeyRecord plain = KeyRecord.builder(KeySecret.digest(HashScheme.sha256().hash(ApiKey.parse(K)), NEW.name()))
                .build();
        assertThat(gate(Profiles.standard(), lying, NEW, OLD).verify(K)).isInstanceOf(Denied.class);
        assertThat(gate(Profiles.standard(), plain, NEW, OLD).verify(K)).isInstanceOf(Denied.class);
    }

    @Test
    void inLlmGatewayAnUnnamedDigestIsLookedUpUnderEverySecret() {
        assertThat(gate(Profiles.llmGateway(), unnamed(NEW), NEW, OLD).verify(K))
                .isInstanceOf(Granted.class);
        assertThat(gate(Profiles.llmGateway(), unnamed(OLD), NEW, OLD).verify(K))
                .isInstanceOf(Granted.class);
    }

    @Test
    void inLlmGatewayWithSecretsAnUnnamedDigestIsNoPlainOne() {
        assertThat(gate(Profiles.llmGateway(), unnamed(HashScheme.sha256()), NEW)
                        .verify(K))
                .isInstanceOf(Denied.class);
    }

    @Test
    void inLlmGatewayWithoutASecretAnUnnamedDigestIsAPlainOne() {
        Authenticator gate = Authenticator.builder(Profiles.llmGateway())
                .keys(TestKeys.source(unnamed(HashScheme.sha256())))
                .build();
        assertThat(gate.verify(K)).isInstanceOf(Granted.class);
    }

    @Test
    void elsewhereAnUnnamedDigestIsAPlainOneWhateverTheSecrets() {
        assertThat(gate(Profiles.standard(), unnamed(HashScheme.sha256()), NEW).verify(K))
                .isInstanceOf(Granted.class);
        assertThat(gate(Profiles.standard(), unnamed(NEW), NEW).verify(K)).isInstanceOf(Denied.class);
    }

    @Test
    void aSecretThatKeysStillNeedCannotBeLeftOut() {
        assertThatThrownBy(() -> gate(Profiles.standard(), TestKeys.hashed(K, OLD), NEW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(OLD.name())
                .hasMessageContaining("configure it again");
    }

    @Test
    void aLaterTableThatNeedsAnUnknownSecretIsRefusedAndTheLastGoodOneServes() {
        TestSource source = new TestSource(
                new TestClock(), TestKeys.source(TestKeys.hashed(K, NEW)).table());
        Authenticator gate = Authenticator.builder(Profiles.standard())
                .keys(source)
                .hashSecrets(NEW)
                .build();
        KeyTable later = KeyTable.of(List.of(TestKeys.hashed("another", OLD)));
        assertThatThrownBy(() -> source.replace(later))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(OLD.name());
        assertThat(gate.verify(K)).isInstanceOf(Granted.class);
    }

    @Test
    void aKeyOfALaterTableIsFoundUnderASecretThatNoKeyNeededBefore() {
        TestSource source =
                new TestSource(new TestClock(), TestKeys.holding("another").table());
        Authenticator gate = Authenticator.builder(Profiles.standard())
                .keys(source)
                .hashSecrets(NEW)
                .build();
        source.replace(KeyTable.of(List.of(TestKeys.hashed(K, NEW))));
        assertThat(gate.verify(K)).isInstanceOf(Granted.class);
    }

    @Test
    void twoSourcesMayUseTwoSchemes() {
        KeySource plain = TestKeys.holding("another");
        KeySource keyed = TestKeys.source(TestKeys.hashed(K, NEW));
        Authenticator gate = Authenticator.builder(Profiles.standard())
                .keys(plain)
                .keys(keyed)
                .hashSecrets(NEW)
                .build();
        assertThat(gate.verify(K)).isInstanceOf(Granted.class);
        assertThat(gate.verify("another")).isInstanceOf(Granted.class);
    }
}
