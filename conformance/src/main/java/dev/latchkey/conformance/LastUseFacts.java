package dev.latchkey.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeySecret;
import dev.latchkey.manage.KeyUse;
import dev.latchkey.manage.ManagedKey;
import dev.latchkey.manage.SecretNote;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When secrets were used last: kept for each, forwards only, and beside the changes. */
interface LastUseFacts extends Stores {
    Instant LATER = Samples.NOW.plusSeconds(10);

    @Test
    default void theUseOfASecretIsKeptForThatSecretOnly() {
        ManagedKey key = withTwoSecrets("a");
        ManagedKey other = withTwoSecrets("b");
        commit(key, other);
        use(key, 1, LATER);
        assertThat(lastUses(key)).containsExactly(Optional.empty(), Optional.of(LATER));
        assertThat(lastUses(other)).containsExactly(Optional.empty(), Optional.empty());
    }

    @Test
    default void severalUsesAreKeptAtOnce() {
        ManagedKey one = withTwoSecrets("a");
        ManagedKey other = withTwoSecrets("b");
        commit(one, other);
        repository().used(List.of(useOf(one, 0, LATER), useOf(other, 1, LATER.plusSeconds(1))));
        assertThat(lastUses(one)).containsExactly(Optional.of(LATER), Optional.empty());
        assertThat(lastUses(other)).containsExactly(Optional.empty(), Optional.of(LATER.plusSeconds(1)));
    }

    @Test
    default void lastUseMovesForwardsOnly() {
        ManagedKey key = withTwoSecrets("a");
        commit(key);
        use(key, 0, LATER);
        use(key, 0, LATER.minusSeconds(1));
        assertThat(lastUses(key)).startsWith(Optional.of(LATER));
        use(key, 0, LATER.plusSeconds(1));
        assertThat(lastUses(key)).startsWith(Optional.of(LATER.plusSeconds(1)));
    }

    @Test
    default void useIsNoChange() {
        ManagedKey key = withTwoSecrets("a");
        commit(key);
        long before = revision();
        use(key, 0, LATER);
        assertThat(revision()).isEqualTo(before);
        assertThat(elsewhere().key(key.id()).orElseThrow().version()).isEqualTo(1);
        assertThat(elsewhere().key(key.id()).orElseThrow().updatedAt()).isEqualTo(key.updatedAt());
        assertThat(commit(Samples.next(key, record -> record.label("second")))).isTrue();
    }

    @Test
    default void aChangeDoesNotTurnLastUseBack() {
        ManagedKey key = withTwoSecrets("a");
        commit(key);
        use(key, 0, LATER);
        use(key, 1, LATER.plusSeconds(1));
        commit(Samples.next(key, record -> record.label("made from what was read before the use")));
        assertThat(lastUses(key)).containsExactly(Optional.of(LATER), Optional.of(LATER.plusSeconds(1)));
    }

    @Test
    default void aSecretThatIsReplacedLeavesItsUseToNoOther() {
        ManagedKey key = withTwoSecrets("a");
        commit(key);
        use(key, 0, LATER);
        KeySecret fresh = Samples.secret();
        List<KeySecret> secrets = List.of(fresh, key.record().secrets().get(1));
        commit(Samples.next(key, record -> record.secrets(secrets)));
        assertThat(lastUses(key)).containsExactly(Optional.empty(), Optional.empty());
        use(key, 0, LATER.plusSeconds(1));
        assertThat(lastUses(key)).containsExactly(Optional.empty(), Optional.empty());
    }

    @Test
    default void useOfWhatIsGoneIsPassedOver() {
        ManagedKey known = withTwoSecrets("a");
        commit(known);
        KeyUse unknownKey = new KeyUse(new KeyId("nobody"), Samples.secret(), LATER);
        KeyUse unknownSecret = new KeyUse(known.id(), Samples.secret(), LATER);
        repository().used(List.of(unknownKey, unknownSecret, useOf(known, 0, LATER)));
        repository().used(List.of());
        assertThat(lastUses(known)).containsExactly(Optional.of(LATER), Optional.empty());
        assertThat(elsewhere().key(new KeyId("nobody"))).isEmpty();
    }

    @Test
    default void useThatIsNotedWhileTheKeyIsChangedIsNotLost() throws Exception {
        ManagedKey first = withTwoSecrets("a");
        commit(first);
        Race.of(2, runner -> {
                    if (runner == 0) {
                        for (int i = 0; i < 50; i++) {
                            ManagedKey seen = repository().key(first.id()).orElseThrow();
                            commit(Samples.next(seen, record -> record.label("changed")));
                        }
                    } else {
                        for (int i = 1; i <= 50; i++) {
                            elsewhere().used(List.of(useOf(first, 0, LATER.plusSeconds(i))));
                        }
                    }
                })
                .end();
        assertThat(lastUses(first)).startsWith(Optional.of(LATER.plusSeconds(50)));
        assertThat(elsewhere().key(first.id()).orElseThrow().version()).isEqualTo(51);
    }

    private static ManagedKey withTwoSecrets(String id) {
        return Samples.key(Samples.record(id).secret(Samples.secret()).build());
    }

    private static KeyUse useOf(ManagedKey key, int secret, Instant at) {
        return new KeyUse(key.id(), key.record().secrets().get(secret), at);
    }

    private void use(ManagedKey key, int secret, Instant at) {
        repository().used(List.of(useOf(key, secret, at)));
    }

    private List<Optional<Instant>> lastUses(ManagedKey key) {
        return elsewhere().key(key.id()).orElseThrow().notes().stream()
                .map(SecretNote::lastUsedAt)
                .toList();
    }
}
