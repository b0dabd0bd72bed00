package dev.latchkey.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.latchkey.access.Scopes;
import dev.latchkey.key.KeyId;
import dev.latchkey.manage.ChangeSet;
import dev.latchkey.manage.Changes;
import dev.latchkey.manage.KeyFilter;
import dev.latchkey.manage.KeyRepository;
import dev.latchkey.manage.KeyUse;
import dev.latchkey.manage.ManagedKey;
import dev.latchkey.manage.ManagedUser;
import dev.latchkey.manage.ManagementEvent;
import dev.latchkey.manage.UsageRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A repository with one thing wrong does not pass. */
class ContractNoticesFaultsTest {

    /** What can be wrong, and a fact that must not hold then. */
    record Fault(String what, String fact, Supplier<KeyRepository> faulty) {
        @Override
        public String toString() {
            return what;
        }
    }

    static List<Fault> faults() {
        return List.of(
                new Fault("keeps a part of a change", "oneStaleChangeAmongManyKeepsThemAllOut", () -> new Delegating() {
                    @Override
                    public boolean commit(ChangeSet changes) {
                        boolean all = true;
                        for (ManagedKey key : changes.keys()) {
                            all &= inner.commit(new ChangeSet(List.of(key), List.of(), List.of(), List.of()));
                        }
                        return inner.commit(
                                        new ChangeSet(List.of(), changes.users(), changes.budgets(), changes.events()))
                                && all;
                    }
                }),
                new Fault("hides that a change was refused", "aChangeOfAStaleKeyIsRefused", () -> new Delegating() {
                    @Override
                    public boolean commit(ChangeSet changes) {
                        inner.commit(changes);
                        return true;
                    }
                }),
                new Fault(
                        "tells a revision too far",
                        "whoHasCommittedFindsItAfterTheRevisionThatWasSeenBefore",
                        () -> new Delegating() {
                            @Override
                            public Changes changesAfter(long revision) {
                                Changes all = inner.changesAfter(revision);
                                return new Changes(all.revision() + 1, all.keys(), all.users(), all.budgets());
                            }
                        }),
                new Fault("forgets to tell of the deleted", "theDeletedAreToldToo", () -> new Delegating() {
                    @Override
                    public Changes changesAfter(long revision) {
                        Changes all = inner.changesAfter(revision);
                        List<ManagedUser> left = all.users().stream()
                                .filter(user -> !user.isDeleted())
                                .toList();
                        return new Changes(all.revision(), all.keys(), left, all.budgets());
                    }
                }),
                new Fault("sorts keys by id", "keysAreListedInTheOrderInWhichTheyWereMade", () -> new Delegating() {
                    @Override
                    public List<ManagedKey> keys(KeyFilter filter, int skip, int limit) {
                        return inner.keys(filter, 0, Integer.MAX_VALUE).stream()
                                .sorted((a, b) -> a.id().value().compareTo(b.id().value()))
                                .skip(skip)
                                .limit(limit)
                                .toList();
                    }
                }),
                new Fault("pages before it filters", "filtersAddUpAndPagesCountWhatMatches", () -> new Delegating() {
                    @Override
                    public List<ManagedKey> keys(KeyFilter filter, int skip, int limit) {
                        return inner.keys(KeyFilter.all(), skip, limit).stream()
                                .filter(filter::matches)
                                .toList();
                    }
                }),
                new Fault("counts use as a change", "useIsNoChange", () -> new Delegating() {
                    @Override
                    public void used(List<KeyUse> uses) {
                        inner.used(uses);
                        inner.commit(new ChangeSet(List.of(), List.of(), List.of(), List.of()));
                    }
                }),
                new Fault("forgets use", "lastUseMovesForwardsOnly", () -> new Delegating() {
                    @Override
                    public void used(List<KeyUse> uses) {}
                }),
                new Fault("tells events oldest first", "eventsAreToldNewestFirstAndInPages", () -> new Delegating() {
                    @Override
                    public List<ManagementEvent> events(
                            ManagementEvent.Subject subject, String id, int skip, int limit) {
                        return reversed(inner.events(subject, id, skip, limit));
                    }
                }),
                new Fault("tells calls oldest first", "callsAreToldNewestFirstAndInPages", () -> new Delegating() {
                    @Override
                    public List<UsageRecord> callsWith(KeyId key, int skip, int limit) {
                        return reversed(inner.callsWith(key, skip, limit));
                    }
                }),
                new Fault("does not tell cases apart", "idsDifferByCase", () -> new Delegating() {
                    @Override
                    public Optional<ManagedUser> user(String id) {
                        return inner.user(id)
                                .or(() -> inner.users(0, 10).stream()
                                        .filter(user -> user.id()
                                                .toLowerCase(Locale.ROOT)
                                                .equals(id.toLowerCase(Locale.ROOT)))
                                        .findFirst());
                    }
                }),
                new Fault("sorts scopes", "everyScopeComesBack", () -> new Delegating() {
                    @Override
                    public Optional<ManagedKey> key(KeyId id) {
                        return inner.key(id).map(key -> {
                            Scopes scopes = key.record().scopes();
                            Scopes sorted = scopes.isUnrestricted() ? scopes : Scopes.of(new TreeSet<>(scopes.names()));
                            return new ManagedKey(
                                    key.record().toBuilder().scopes(sorted).build(),
                                    key.notes(),
                                    key.version(),
                                    key.updatedAt(),
                                    key.lastRotation().orElse(null));
                        });
                    }
                }),
                new Fault("loses a microsecond", "aKeyWithEverythingComesBack", () -> new Delegating() {
                    @Override
                    public Optional<ManagedKey> key(KeyId id) {
                        return inner.key(id)
                                .map(key -> new ManagedKey(
                                        key.record().toBuilder()
                                                .notBefore(Samples.NOW)
                                                .build(),
                                        key.notes(),
                                        key.version(),
                                        key.updatedAt(),
                                        key.lastRotation().orElse(null)));
                    }
                }));
    }

    private static Supplier<KeyRepository> current = Delegating::new;

    /** The contract, run by hand. */
    static final class Trial extends KeyRepositoryContract {
        @Override
        protected KeyRepository empty() {
            return current.get();
        }
    }

    private static <T> List<T> reversed(List<T> list) {
        List<T> turned = new ArrayList<>(list);
        Collections.reverse(turned);
        return turned;
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultIsNoticed(Fault fault) {
        current = fault.faulty();
        List<String> failed = new ArrayList<>();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectMethod(Trial.class, fault.fact()))
                .build();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest() && result.getStatus() == TestExecutionResult.Status.FAILED) {
                    failed.add(test.getDisplayName());
                }
            }
        });
        assertThat(failed).containsExactly(fault.fact() + "()");
    }
}
