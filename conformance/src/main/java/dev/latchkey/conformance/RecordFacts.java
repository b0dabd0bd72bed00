package dev.latchkey.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.key.KeyId;
import dev.latchkey.manage.ChangeSet;
import dev.latchkey.manage.FieldChange;
import dev.latchkey.manage.ManagementEvent;
import dev.latchkey.manage.ManagementEvent.Action;
import dev.latchkey.manage.ManagementEvent.Subject;
import dev.latchkey.manage.UsageRecord;
import dev.latchkey.quota.Money;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was done, and which calls were made: kept as told, newest first. */
interface RecordFacts extends Stores {

    @Test
    default void eventsAreToldNewestFirstAndInPages() {
        for (String actor : List.of("first", "second", "third")) {
            append(Samples.event(actor, Subject.KEY, "a"));
        }
        assertThat(actors("a", 0, 10)).containsExactly("third", "second", "first");
        assertThat(actors("a", 1, 1)).containsExactly("second");
        assertThat(actors("a", 3, 1)).isEmpty();
    }

    @Test
    default void whatStandsLastInAChangeIsNewest() {
        append(Samples.event("first", Subject.KEY, "a"), Samples.event("second", Subject.KEY, "a"));
        assertThat(actors("a", 0, 10)).containsExactly("second", "first");
    }

    @Test
    default void eventsAreToldOfTheOneThingThatIsAskedFor() {
        append(
                Samples.event("of a key", Subject.KEY, "a"),
                Samples.event("of a user", Subject.USER, "a"),
                Samples.event("of a budget", Subject.BUDGET, "a"),
                Samples.event("of another", Subject.KEY, "A"));
        assertThat(actors("a", 0, 10)).containsExactly("of a key");
        assertThat(elsewhere().events(Subject.USER, "a", 0, 10))
                .extracting(ManagementEvent::actor)
                .containsExactly("of a user");
        assertThat(elsewhere().events(Subject.BUDGET, "a", 0, 10)).hasSize(1);
        assertThat(elsewhere().events(Subject.KEY, "b", 0, 10)).isEmpty();
    }

    @Test
    default void everythingAboutAnEventIsKept() {
        List<ManagementEvent> given = new ArrayList<>();
        for (Action action : Action.values()) {
            given.add(new ManagementEvent(
                    Samples.NOW.plusSeconds(given.size()),
                    "Zoë <ops@example.com> \uD83D\uDD11 'quoted' \"twice\"\r\n",
                    action,
                    Subject.KEY,
                    "a",
                    List.of(
                            new FieldChange("label", "", "naïve \uD83D\uDE80 \u2028 %s {} \\ ' \""),
                            new FieldChange("status", "active", ""),
                            new FieldChange("label", "x".repeat(10_000), "y"))));
        }
        given.add(new ManagementEvent(Samples.NOW, "", Action.ROTATED, Subject.KEY, "a", List.of()));
        append(given.toArray(ManagementEvent[]::new));
        List<ManagementEvent> kept = new ArrayList<>(elsewhere().events(Subject.KEY, "a", 0, 100));
        Collections.reverse(kept);
        assertThat(kept).isEqualTo(given);
    }

    @Test
    default void callsAreToldNewestFirstAndInPages() {
        for (String id : List.of("1", "2", "3")) {
            repository().record(Samples.call(id, "a", "alice"));
        }
        assertThat(elsewhere().callsWith(new KeyId("a"), 0, 10))
                .extracting(UsageRecord::id)
                .containsExactly("3", "2", "1");
        assertThat(elsewhere().callsFor("alice", 1, 1))
                .extracting(UsageRecord::id)
                .containsExactly("2");
        assertThat(elsewhere().callsFor("alice", 3, 1)).isEmpty();
    }

    @Test
    default void callsAreToldOfTheOneKeyOrUserThatIsAskedFor() {
        repository().record(Samples.call("1", "a", "alice"));
        repository().record(Samples.call("2", "b", "alice"));
        repository().record(Samples.call("3", "a", null));
        repository().record(Samples.call("4", "A", "Alice"));
        assertThat(elsewhere().callsWith(new KeyId("a"), 0, 10))
                .extracting(UsageRecord::id)
                .containsExactly("3", "1");
        assertThat(elsewhere().callsFor("alice", 0, 10))
                .extracting(UsageRecord::id)
                .containsExactly("2", "1");
        assertThat(elsewhere().callsFor("null", 0, 10)).isEmpty();
    }

    @Test
    default void everythingAboutACallIsKept() {
        UsageRecord full = new UsageRecord(
                "0195a1c2-0000-7000-8000-000000000001",
                "master",
                "Zoë \uD83D\uDD11",
                Samples.NOW,
                "/v1/chat/completions?x=%27;--",
                "anthropic/claude \u4E16\u754C",
                "anthropic",
                "2001:db8::1",
                Long.MAX_VALUE,
                4_294_967_296L,
                Money.ofNanos(1),
                "error: 'late'");
        UsageRecord bare = Samples.call("bare", "master", null);
        UsageRecord dear = new UsageRecord(
                "dear", "master", null, Samples.NOW, "/", "", "", "", 0, 1, Money.ofNanos(Long.MAX_VALUE), "");
        List.of(full, bare, dear).forEach(repository()::record);
        assertThat(elsewhere().callsWith(new KeyId("master"), 0, 10)).containsExactly(dear, bare, full);
        assertThat(elsewhere().callsFor("Zoë \uD83D\uDD11", 0, 10)).containsExactly(full);
    }

    private void append(ManagementEvent... events) {
        repository().commit(new ChangeSet(List.of(), List.of(), List.of(), List.of(events)));
    }

    private List<String> actors(String key, int skip, int limit) {
        return elsewhere().events(Subject.KEY, key, skip, limit).stream()
                .map(ManagementEvent::actor)
                .toList();
    }
}
