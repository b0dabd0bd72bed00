package dev.latchkey.manage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.Reason;
import dev.latchkey.TestClock;
import dev.latchkey.access.Scopes;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.HashScheme;
import dev.latchkey.key.KeyFormat;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeySecret;
import dev.latchkey.manage.ManagementException.Problem;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key is made, shown once, and works at once. */
class KeyIssueTest {
    private final Office office = new Office();

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void aKeyWorksAsSoonAsItIsIssued() {
        for (int i = 0; i < 50; i++) {
            assertThat(office.letsIn(office.issue().text())).isTrue();
        }
    }

    @Test
    void aKeyIsShownOnce() {
        Issued issued = office.keys.issue(Office.ACTOR, key -> key);
        issued.minted().revealOnce();
        assertThatThrownBy(() -> issued.minted().revealOnce()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void onlyTheDigestIsKept() {
        Office.Held held = office.issue();
        ManagedKey kept = office.kept(held.id());
        KeySecret secret = kept.record().secrets().get(0);
        assertThat(secret.digest()).contains(HashScheme.sha256().hash(ApiKey.parse(held.text())));
        assertThat(secret.scheme()).isEmpty();
        String beginning = kept.notes().get(0).beginning();
        assertThat(held.text()).startsWith(beginning);
        assertThat(beginning).matches("gw_sk_.{4}");
    }

    @Test
    void aKeyIsWhatItsTermsSay() {
        Issued issued = office.keys.issue(
                Office.ACTOR,
                key -> key.name("billing")
                        .label("team 7")
                        .scopes(Scopes.of("chat:write"))
                        .notBefore(TestClock.START.plusSeconds(1))
                        .expiresAt(TestClock.START.plusSeconds(60)));
        KeyRecord record = issued.key().record();
        assertThat(record.name()).contains("billing");
        assertThat(record.label()).isEqualTo("team 7");
        assertThat(record.scopes()).isEqualTo(Scopes.of("chat:write"));
        assertThat(record.createdAt()).contains(TestClock.START);
        assertThat(issued.key().version()).isEqualTo(1);
        String text = issued.minted().revealOnce();
        assertThat(office.refusalOf(text)).contains(Reason.NOT_YET_VALID);
        office.clock.move(Duration.ofSeconds(1));
        assertThat(office.letsIn(text)).isTrue();
        office.clock.move(Duration.ofSeconds(59));
        assertThat(office.refusalOf(text)).contains(Reason.EXPIRED_KEY);
    }

    @Test
    void whatIsAnsweredIsWhatIsKept() {
        office.clock.move(Duration.ofNanos(123_456_789));
        ManagedKey answered = office.keys.issue(Office.ACTOR, key -> key).key();
        ManagedKey kept = office.kept(answered.id());
        assertThat(kept.updatedAt()).isEqualTo(answered.updatedAt());
        assertThat(answered.updatedAt()).isEqualTo(TestClock.START.plusNanos(123_456_000));
        assertThat(kept.notes()).isEqualTo(answered.notes());
    }

    @Test
    void theSecretAndTheDateOfBirthAreNotForTheTermsToSay() {
        KeySecret another = KeySecret.digest(HashScheme.sha256().hash(ApiKey.parse("known-to-somebody-else")));
        Issued issued =
                office.keys.issue(Office.ACTOR, key -> key.secret(another).createdAt(TestClock.START.minusSeconds(1)));
        assertThat(issued.key().record().secrets()).hasSize(1);
        assertThat(issued.key().record().createdAt()).contains(TestClock.START);
        assertThat(office.letsIn(issued.minted().revealOnce())).isTrue();
        assertThat(office.refusalOf("known-to-somebody-else")).isPresent();
    }

    @Test
    void anIdMayBeGivenAndIsTakenOnce() {
        KeyId id = new KeyId("billing-1");
        assertThat(office.issue(key -> key.id(id)).id()).isEqualTo(id);
        Office.refused(Problem.EXISTS, () -> office.keys.issue(Office.ACTOR, key -> key.id(id)));
        office.keys.revoke(Office.ACTOR, id);
        Office.refused(Problem.EXISTS, () -> office.keys.issue(Office.ACTOR, key -> key.id(id)));
    }

    @Test
    void keysAreMintedAndHashedAsConfigured() {
        HashScheme pepper = HashScheme.hmacSha256("2026", new byte[] {1, 2, 3});
        KeyFormat format = KeyFormat.builder("acme_").base64urlBytes(32).build();
        try (Office other = new Office(
                new MemoryKeyRepository(), builder -> builder.format(format).scheme(pepper))) {
            Issued issued = other.keys.issue(Office.ACTOR, key -> key);
            String text = issued.minted().revealOnce();
            assertThat(text).startsWith("acme_");
            KeySecret secret = issued.key().record().secrets().get(0);
            assertThat(secret.scheme()).contains("hmac:2026");
            assertThat(secret.digest()).contains(pepper.hash(ApiKey.parse(text)));
        }
    }

    @Test
    void aUserWhomNobodyKnowsIsMadeAlong() {
        office.issue(key -> key.user("alice"));
        assertThat(office.users.get("alice")).isPresent();
        assertThat(office.directory.find("alice"))
                .hasValueSatisfying(alice -> assertThat(alice.isBlocked()).isFalse());
        office.issue(key -> key.user("alice"));
        assertThat(office.users.list(0, 10)).hasSize(1);
        assertThat(office.repository.user("alice").orElseThrow().version()).isEqualTo(1);
    }

    @Test
    void aDeletedUserGetsNoKey() {
        office.users.create(Office.ACTOR, "alice", UserLifecycle.Terms.none());
        office.users.delete(Office.ACTOR, "alice", OptionalLong.empty());
        assertThatThrownBy(() -> office.issue(key -> key.user("alice")))
                .isInstanceOf(ManagementException.class)
                .hasMessage("User 'alice' has been deleted. Recreate via POST /v1/users first.");
        assertThat(office.repository.keys(KeyFilter.all(), 0, 10)).isEmpty();
    }

    @Test
    void termsThatCannotBeAreRefused() {
        Office.refused(
                Problem.INVALID,
                () -> office.issue(key -> key.notBefore(TestClock.START).expiresAt(TestClock.START)));
        Office.refused(Problem.INVALID, () -> office.issue(key -> key.user("")));
        Office.refused(Problem.INVALID, () -> office.issue(key -> key.user("u".repeat(257))));
        Office.refused(Problem.INVALID, () -> office.issue(key -> key.name("x".repeat(100_001))));
        assertThat(office.repository.keys(KeyFilter.all(), 0, 10)).isEmpty();
        assertThat(office.told).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "lonely \uD83D", "\uDD11 lonely"})
    void textThatNotEveryStoreKeepsIsRefused(String text) {
        Office.refused(Problem.INVALID, () -> office.issue(key -> key.label(text)));
        Office.refused(Problem.INVALID, () -> office.issue(key -> key.name(text)));
        Office.refused(Problem.INVALID, () -> office.issue(key -> key.user(text)));
        Office.refused(Problem.INVALID, () -> office.issue(key -> key.metadata(Map.of("k", text))));
        Office.refused(Problem.INVALID, () -> office.issue(key -> key.metadata(Map.of(text, 1))));
        Office.refused(
                Problem.INVALID, () -> office.issue(key -> key.metadata(Map.of("k", List.of(Map.of("k", text))))));
        Office.refused(Problem.INVALID, () -> office.keys.issue(text, key -> key));
        Office.refused(Problem.INVALID, () -> new Rotation(Duration.ZERO, Optional.of(text), OptionalLong.empty()));
        assertThat(office.repository.keys(KeyFilter.all(), 0, 10)).isEmpty();
    }

    @Test
    void metadataIsJsonAndBecomesNobodyElses() {
        List<Object> list = new ArrayList<>(Arrays.asList(1, null, 2.5f));
        Map<String, Object> given =
                new HashMap<>(Map.of("list", list, "big", BigInteger.TEN, "deep", Map.of("a", true)));
        Office.Held held = office.issue(key -> key.metadata(given));
        list.add("later");
        assertThat(office.kept(held.id()).record().metadata())
                .isEqualTo(Map.of("list", Arrays.asList(1L, null, 2.5), "big", 10L, "deep", Map.of("a", true)));
    }

    @Test
    void metadataThatIsNoJsonIsRefused() {
        Map<Object, Object> named = new HashMap<>(Map.of(1, "one"));
        List<Object> deep = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            deep = new ArrayList<>(List.of(deep));
        }
        for (Object value : List.of(
                TestClock.START,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                BigInteger.TWO.pow(63),
                new int[] {1},
                named,
                deep,
                'c')) {
            Office.refused(Problem.INVALID, () -> office.issue(key -> key.metadata(Map.of("k", value))));
        }
    }

    @Test
    void aHostMayAskForAnExpiryThatIsNotFarAhead() {
        try (Office strict =
                new Office(new MemoryKeyRepository(), builder -> builder.longestLife(Duration.ofDays(90)))) {
            Duration most = Duration.ofDays(90);
            Office.refused(Problem.LIVES_TOO_LONG, strict::issue);
            Office.refused(
                    Problem.LIVES_TOO_LONG,
                    () -> strict.issue(
                            key -> key.expiresAt(TestClock.START.plus(most).plusNanos(1))));
            Office.Held held = strict.issue(key -> key.expiresAt(TestClock.START.plus(most)));
            Office.refused(
                    Problem.LIVES_TOO_LONG,
                    () -> strict.keys.update(Office.ACTOR, held.id(), KeyRecord.Builder::withoutExpiry));
            strict.clock.move(Duration.ofDays(80));
            strict.keys.update(Office.ACTOR, held.id(), key -> key.name("longer"));
            strict.keys.update(
                    Office.ACTOR, held.id(), key -> key.expiresAt(TestClock.START.plus(Duration.ofDays(170))));
            assertThatThrownBy(() -> strict.keys.update(
                            Office.ACTOR, held.id(), key -> key.expiresAt(TestClock.START.plus(Duration.ofDays(171)))))
                    .hasMessage("expires_at: expected a date at most 90 days from now");
        }
    }

    @Test
    void aLongestLifeIsADayToACentury() {
        KeyLifecycleBuilder builder = KeyLifecycle.builder(office.directory);
        for (Duration life :
                List.of(Duration.ofHours(23), Duration.ofDays(36_601), Duration.ofSeconds(Long.MAX_VALUE))) {
            assertThatThrownBy(() -> builder.longestLife(life)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
