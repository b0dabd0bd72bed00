package dev.latchkey.manage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ch.qos.logback.classic.Level;
import dev.latchkey.LogLines;
import dev.latchkey.TestClock;
import dev.latchkey.access.Scopes;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.HashScheme;
import dev.latchkey.key.KeyPermits;
import dev.latchkey.key.KeyStatus;
import dev.latchkey.manage.ManagementEvent.Action;
import dev.latchkey.manage.ManagementEvent.Subject;
import dev.latchkey.quota.BudgetReset;
import dev.latchkey.quota.Money;
import dev.latchkey.quota.RateLimit;
import dev.latchkey.quota.RateWindow;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who did what, when, and what was so before: told to listeners, logged, and kept; secrets nowhere. */
class ManagementAuditTest {
    private static final OptionalLong ANY = OptionalLong.empty();

    private final Office office = new Office();

    @AfterEach
    void close() {
        office.close();
    }

    private List<FieldChange> lastChanges() {
        return office.told.get(office.told.size() - 1).changes();
    }

    @Test
    void anEventSaysWhoDidWhatToWhichAndWhen() {
        office.clock.move(Duration.ofSeconds(7));
        Office.Held held = office.issue(key -> key.name("billing"));
        assertThat(office.told)
                .containsExactly(new ManagementEvent(
                        TestClock.START.plusSeconds(7),
                        Office.ACTOR,
                        Action.CREATED,
                        Subject.KEY,
                        held.id().value(),
                        List.of(new FieldChange("key_name", "", "billing"))));
    }

    @Test
    void anEventSaysWhatWasSoBeforeAndWhatIsSoNow() {
        Office.Held held = office.issue(key -> key.name("old").scopes(Scopes.of("a:b")));
        office.keys.update(
                Office.ACTOR,
                held.id(),
                key -> key.name("new")
                        .status(KeyStatus.INACTIVE)
                        .scopes(Scopes.unrestricted())
                        .expiresAt(TestClock.START.plusSeconds(1))
                        .metadata(Map.of("team", 7))
                        .environment("test")
                        .permits(KeyPermits.builder()
                                .usageLimit(Money.parse("3"))
                                .limits(List.of(RateLimit.of(20, RateWindow.MINUTE)))
                                .build()));
        assertThat(lastChanges())
                .extracting(FieldChange::field, FieldChange::before, FieldChange::after)
                .containsExactly(
                        tuple("key_name", "old", "new"),
                        tuple("status", "active", "inactive"),
                        tuple("expires_at", "", "2026-03-01T12:00:01Z"),
                        tuple("scopes", "[a:b]", "every scope"),
                        tuple("metadata", "{}", "{team=7}"),
                        tuple("environment", "", "test"),
                        tuple("limits", "[]", "[per-minute: 20 permits per minute, sliding]"),
                        tuple("usage_limit", "", "3.00"));
    }

    @Test
    void aRotationSaysWhenSecretsWereMadeAndEnd() {
        Office.Held held = office.issue();
        office.clock.move(Duration.ofHours(1));
        office.rotate(held.id(), Rotation.withOverlap(Duration.ofMinutes(1)));
        assertThat(lastChanges())
                .containsExactly(new FieldChange(
                        "secrets",
                        "[made 2026-03-01T12:00:00Z]",
                        "[made 2026-03-01T13:00:00Z, made 2026-03-01T12:00:00Z, good until 2026-03-01T13:01:00Z]"));
    }

    @Test
    void everyChangeIsAnEvent() {
        String budget = office.budgets
                .create(Office.ACTOR, new BudgetLifecycle.Terms("b", Money.ZERO, BudgetReset.never()))
                .id();
        office.users.create(Office.ACTOR, "alice", new UserLifecycle.Terms("Alice", true, budget, Map.of()));
        Office.Held held = office.issue(key -> key.user("alice"));
        Office.Held other = office.issue(key -> key.user("bob"));
        office.keys.deactivate(Office.ACTOR, held.id());
        office.keys.reactivate(Office.ACTOR, held.id());
        office.rotate(held.id(), Rotation.atOnce());
        office.users.delete(Office.ACTOR, "alice", ANY);
        office.users.create(Office.ACTOR, "alice", UserLifecycle.Terms.none());
        office.keys.revoke(Office.ACTOR, held.id());
        office.keys.delete(Office.ACTOR, other.id(), ANY);
        office.budgets.update(Office.ACTOR, budget, ANY, terms -> new BudgetLifecycle.Terms("c", null, terms.reset()));
        office.budgets.delete(Office.ACTOR, budget, ANY);
        assertThat(office.told)
                .extracting(ManagementEvent::subject, ManagementEvent::id, ManagementEvent::action)
                .containsExactly(
                        tuple(Subject.BUDGET, budget, Action.CREATED),
                        tuple(Subject.USER, "alice", Action.CREATED),
                        tuple(Subject.KEY, held.id().value(), Action.CREATED),
                        tuple(Subject.USER, "bob", Action.CREATED),
                        tuple(Subject.KEY, other.id().value(), Action.CREATED),
                        tuple(Subject.KEY, held.id().value(), Action.UPDATED),
                        tuple(Subject.KEY, held.id().value(), Action.UPDATED),
                        tuple(Subject.KEY, held.id().value(), Action.ROTATED),
                        tuple(Subject.KEY, held.id().value(), Action.UPDATED),
                        tuple(Subject.USER, "alice", Action.DELETED),
                        tuple(Subject.USER, "alice", Action.CREATED),
                        tuple(Subject.KEY, held.id().value(), Action.REVOKED),
                        tuple(Subject.KEY, other.id().value(), Action.DELETED),
                        tuple(Subject.BUDGET, budget, Action.UPDATED),
                        tuple(Subject.BUDGET, budget, Action.DELETED));
        assertThat(office.repository.events(Subject.USER, "alice", 0, 1).get(0).changes())
                .isEmpty();
        assertThat(office.repository.events(Subject.BUDGET, budget, 1, 1).get(0).changes())
                .containsExactly(new FieldChange("name", "b", "c"), new FieldChange("max_budget", "0.00", ""));
    }

    @Test
    void whatIsToldIsWhatIsKept() {
        Office.Held held = office.issue();
        office.keys.deactivate(Office.ACTOR, held.id());
        office.keys.revoke(Office.ACTOR, held.id());
        List<ManagementEvent> kept = new ArrayList<>(office.keys.events(held.id(), 0, 10));
        Collections.reverse(kept);
        assertThat(kept).isEqualTo(office.told);
    }

    @Test
    void aChangeIsLoggedInOneLineWithoutWhatItWasAbout() {
        try (LogLines log = new LogLines("dev.latchkey.audit", Level.INFO)) {
            Issued issued = office.keys.issue("eve\r\nINFO forged", key -> key.name("a private name"));
            assertThat(log.from(Level.INFO))
                    .containsExactly(
                            "INFO KEY " + issued.key().id() + " CREATED by eve\\u000d\\u000aINFO forged: [key_name]");
        }
    }

    @Test
    void aListenerHearsOfAChangeThatHoldsAlready() {
        List<Boolean> heldThen = new ArrayList<>();
        try (Office watched = new Office()) {
            String[] text = new String[1];
            KeyLifecycle keys = KeyLifecycle.builder(watched.directory)
                    .listener(event -> heldThen.add(text[0] != null && !watched.letsIn(text[0])))
                    .build();
            Office.Held held = watched.issue();
            text[0] = held.text();
            keys.revoke(Office.ACTOR, held.id());
        }
        assertThat(heldThen).containsExactly(true);
    }

    @Test
    void aListenerThatFailsChangesNothingAndKeepsNobodyElseFromHearing() {
        for (Throwable failure : List.of(new IllegalStateException("no"), new AssertionError("no"), new Exception())) {
            List<ManagementEvent> heard = new ArrayList<>();
            KeyLifecycle keys = KeyLifecycle.builder(office.directory)
                    .listener(event -> ManagementAuditTest.<RuntimeException>fail(failure))
                    .listener(heard::add)
                    .build();
            try (LogLines log = new LogLines(Level.WARN)) {
                Issued issued = keys.issue(Office.ACTOR, key -> key);
                assertThat(office.letsIn(issued.minted().revealOnce())).isTrue();
                assertThat(log.from(Level.WARN))
                        .containsExactly("WARN A listener failed with "
                                + failure.getClass().getName());
            }
            assertThat(heard).hasSize(1);
        }
    }

    @SuppressWarnings("unchecked") // throws what a listener is not declared to throw, as other languages do
    private static <T extends Throwable> void fail(Throwable failure) throws T {
        throw (T) failure;
    }

    @Test
    void noSecretAndNoDigestIsToldAnywhere() {
        Breakable store = new Breakable();
        List<Object> said = new ArrayList<>();
        List<String> secrets = new ArrayList<>();
        try (LogLines log = new LogLines();
                Office watched = new Office(store)) {
            Issued issued = watched.keys.issue(Office.ACTOR, key -> key.user("alice"));
            said.add(issued);
            said.add(issued.minted());
            String first = issued.minted().revealOnce();
            secrets.add(first);
            Rotated rotated = watched.keys.rotate(
                    Office.ACTOR,
                    issued.key().id(),
                    new Rotation(Duration.ofHours(1), Optional.of("r-1"), OptionalLong.empty()));
            said.add(rotated);
            secrets.add(rotated.minted().orElseThrow().revealOnce());
            secrets.forEach(watched::letsIn);
            said.addAll(misused(watched, issued, first));
            store.lose();
            said.addAll(misused(watched, issued, first));
            store.find();
            watched.users.delete(Office.ACTOR, "alice", ANY);
            watched.keys.revoke(Office.ACTOR, issued.key().id());
            watched.directory.close();
            said.add(watched.kept(issued.key().id()));
            said.addAll(watched.kept(issued.key().id()).notes());
            said.addAll(store.uses);
            said.addAll(watched.told);
            said.add(store.changesAfter(0));
            said.add(ChangeSet.of(issued.key(), watched.told.get(0)));
            said.addAll(store.events(Subject.KEY, issued.key().id().value(), 0, 100));
            said.add(watched.directory);
            said.add(watched.directory.table());
            said.addAll(log.from(Level.TRACE));
        }
        assertThat(said).hasSizeGreaterThan(20);
        for (String secret : secrets) {
            String digest = HashScheme.sha256().hash(ApiKey.parse(secret)).toHex();
            String unguessable = secret.substring("gw_sk_".length() + 4);
            assertThat(said).extracting(String::valueOf).noneMatch(text -> text.contains(unguessable));
            assertThat(said).extracting(String::valueOf).noneMatch(text -> text.contains(digest));
            assertThat(watched(said)).noneMatch(text -> text.contains(digest.substring(0, 8)));
        }
    }

    /** Events and log lines, in which not even the beginning of a digest has a place. */
    private static List<String> watched(List<Object> said) {
        return said.stream()
                .filter(each -> each instanceof ManagementEvent || each instanceof String)
                .map(String::valueOf)
                .toList();
    }

    /** What is said when a key's text is given where it does not belong, and when what is asked for cannot be. */
    private static List<Object> misused(Office office, Issued issued, String text) {
        List<Object> said = new ArrayList<>();
        List<Runnable> attempts = List.of(
                () -> office.keys.issue(Office.ACTOR, key -> key.id(issued.key().id())),
                () -> office.keys.rotate(Office.ACTOR, issued.key().id(), Rotation.withOverlap(Duration.ofDays(-1))),
                () -> office.keys.update(Office.ACTOR, issued.key().id(), OptionalLong.of(9), key -> key.name("x")),
                () -> office.keys.issue(Office.ACTOR, key -> key.metadata(Map.of("k", Optional.of(text)))),
                () -> office.keys.issue(Office.ACTOR, key -> key.label(text + "\0")),
                () -> office.users.create(Office.ACTOR, text + "\0", UserLifecycle.Terms.none()));
        for (Runnable attempt : attempts) {
            try {
                attempt.run();
                throw new AssertionError("that should have been refused");
            } catch (ManagementException | RepositoryException e) {
                StringWriter trace = new StringWriter();
                e.printStackTrace(new PrintWriter(trace));
                said.add(trace.toString());
            }
        }
        return said;
    }
}
