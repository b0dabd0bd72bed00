package dev.latchkey.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.key.KeyPermits;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeyStatus;
import dev.latchkey.manage.Budget;
import dev.latchkey.manage.ChangeSet;
import dev.latchkey.manage.ManagedKey;
import dev.latchkey.manage.ManagedUser;
import dev.latchkey.quota.BudgetReset;
import dev.latchkey.quota.Money;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is kept comes back as it was given, member by member. */
interface RoundTripFacts extends Stores {
    /** Names as people have them, and as nobody should. */
    List<String> TEXTS = List.of(
            " ",
            "Zoë Ångström \u4E16\u754C \uD83D\uDD11",
            "e\u0301 is not \u00E9",
            "\u202Egnp.exe\u2028\uFEFF\uFFFD",
            "'; DROP TABLE keys; -- \" \\ % _ ? :x ${jndi:x} {} <script>",
            "line\r\nline\ttab\u0001\u001B[31m\u007F",
            "null",
            "x".repeat(100_000));

    @Test
    default void aKeyWithNothingButASecretComesBack() {
        comesBack(Samples.key(Samples.record("a").build()));
        comesBack(Samples.key(KeyRecord.builder(Samples.secret()).build()));
    }

    @Test
    default void aKeyWithEverythingComesBack() {
        comesBack(FullKeys.everything());
    }

    @Test
    default void everyKindOfSecretComesBack() {
        FullKeys.secrets()
                .forEach(secret ->
                        comesBack(Samples.key(KeyRecord.builder(secret).build())));
    }

    @Test
    default void everyScopeComesBack() {
        int number = 0;
        for (var scopes : FullKeys.scopes()) {
            comesBack(Samples.key(
                    Samples.record("scopes-" + number++).scopes(scopes).build()));
        }
    }

    @Test
    default void everyPermitComesBack() {
        int number = 0;
        for (KeyPermits permits : FullPermits.each()) {
            comesBack(Samples.key(
                    Samples.record("permits-" + number++).permits(permits).build()));
        }
    }

    @Test
    default void everyStatusComesBack() {
        for (KeyStatus status : KeyStatus.values()) {
            comesBack(Samples.key(Samples.record(status.name()).status(status).build()));
        }
    }

    @Test
    default void anyTextComesBack() {
        int number = 0;
        for (String text : TEXTS) {
            KeyRecord record = Samples.record("text-" + number++)
                    .label(text)
                    .name(text)
                    .metadata(Map.of("text", text))
                    .build();
            comesBack(new ManagedKey(record, List.of(Samples.note(Samples.NOW, null)), 1, Samples.NOW, text));
        }
    }

    @Test
    default void anyUserComesBack() {
        for (String text : TEXTS) {
            String id = text.substring(0, Math.min(256, text.length()));
            comesBack(new ManagedUser(
                    id, text, false, false, null, Map.of("text", text), 1, Samples.NOW, Samples.NOW, 1));
            comesBack(Samples.key(KeyRecord.builder(Samples.secret()).user(id).build()));
        }
    }

    @Test
    default void aUserWithEverythingComesBack() {
        comesBack(Samples.user("bare"));
        ManagedUser first = new ManagedUser(
                "alice",
                "",
                true,
                false,
                "monthly",
                FullKeys.METADATA,
                Long.MAX_VALUE,
                FullKeys.FIRST,
                FullKeys.LAST,
                1);
        comesBack(first);
        comesBack(Samples.next(first, true));
    }

    @Test
    default void everyBudgetComesBack() {
        int number = 0;
        for (BudgetReset reset : FullPermits.RESETS) {
            for (Money cap : List.of(Money.ZERO, Money.ofNanos(1), Money.ofNanos(Long.MAX_VALUE))) {
                comesBack(new Budget(
                        "budget-" + number++,
                        TEXTS.get(number % TEXTS.size()),
                        cap,
                        reset,
                        false,
                        FullKeys.FIRST,
                        FullKeys.LAST,
                        1));
            }
        }
        Budget bare =
                new Budget("bare", null, null, BudgetReset.never(), false, Samples.NOW, Samples.NOW.plusNanos(1000), 1);
        comesBack(bare);
        comesBack(Samples.deleted(bare));
    }

    @Test
    default void whatWasThereCanBeTakenAwayAgain() {
        ManagedKey full = FullKeys.everything();
        commit(full);
        KeyRecord bare = Samples.record(full.id().value()).build();
        comesBack(
                new ManagedKey(bare, List.of(Samples.note(Samples.NOW, null)), full.version() + 1, Samples.NOW, null));
    }

    private void comesBack(ManagedKey key) {
        long before = revision();
        assertThat(commit(key)).isTrue();
        Object given = Members.of(key);
        assertThat(Members.of(elsewhere().key(key.id()).orElseThrow())).isEqualTo(given);
        assertThat(elsewhere().changesAfter(before).keys())
                .singleElement()
                .satisfies(told -> assertThat(Members.of(told)).isEqualTo(given));
    }

    private void comesBack(ManagedUser user) {
        long before = revision();
        assertThat(commit(user)).isTrue();
        assertThat(elsewhere().user(user.id())).contains(user);
        assertThat(elsewhere().changesAfter(before).users()).containsExactly(user);
    }

    private void comesBack(Budget budget) {
        long before = revision();
        assertThat(repository().commit(new ChangeSet(List.of(), List.of(), List.of(budget), List.of())))
                .isTrue();
        assertThat(elsewhere().budget(budget.id())).contains(budget);
        assertThat(elsewhere().changesAfter(before).budgets()).containsExactly(budget);
    }
}
