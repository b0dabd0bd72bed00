package dev.latchkey.manage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.Admission;
import dev.latchkey.Admitted;
import dev.latchkey.Authenticator;
import dev.latchkey.Call;
import dev.latchkey.Denied;
import dev.latchkey.Granted;
import dev.latchkey.Reason;
import dev.latchkey.Request;
import dev.latchkey.TestClock;
import dev.latchkey.TestRequest;
import dev.latchkey.Verdict;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.manage.ManagementException.Problem;
import dev.latchkey.profile.Profiles;
import dev.latchkey.quota.Money;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Everything that manages keys, over one repository, with a front door that knows them. */
final class Office implements AutoCloseable {
    static final String ACTOR = "ops@example.com";
    static final Request REQUEST = TestRequest.of("POST", "/v1/x");

    final TestClock clock = new TestClock();
    final KeyRepository repository;
    final KeyDirectory directory;
    final Authenticator gate;
    final KeyLifecycle keys;
    final UserLifecycle users;
    final BudgetLifecycle budgets;
    final List<ManagementEvent> told = new CopyOnWriteArrayList<>();

    Office() {
        this(new MemoryKeyRepository());
    }

    Office(KeyRepository repository) {
        this(repository, builder -> builder);
    }

    Office(KeyRepository repository, UnaryOperator<KeyLifecycleBuilder> settings) {
        this.repository = repository;
        this.directory = KeyDirectory.follow(repository, clock);
        this.gate = Authenticator.builder(Profiles.standard())
                .keys(directory)
                .users(directory)
                .time(clock)
                .build();
        this.keys = settings.apply(KeyLifecycle.builder(directory).time(clock).listener(told::add))
                .build();
        this.users = new UserLifecycle(directory, clock, told::add);
        this.budgets = new BudgetLifecycle(directory, clock, told::add);
    }

    /** A key that its owner has been shown. */
    Held issue(UnaryOperator<KeyRecord.Builder> terms) {
        Issued issued = keys.issue(ACTOR, terms);
        return new Held(issued.key().id(), issued.minted().revealOnce());
    }

    Held issue() {
        return issue(key -> key);
    }

    /** The text of a key's new secret. */
    String rotate(KeyId id, Rotation rotation) {
        return keys.rotate(ACTOR, id, rotation).minted().orElseThrow().revealOnce();
    }

    /** Why the front door refuses a text; empty if it lets it in. */
    Optional<Reason> refusalOf(String text) {
        Verdict verdict = gate.verify(text);
        return verdict instanceof Denied denied ? Optional.of(denied.reason()) : Optional.empty();
    }

    /** Why a call of somebody who was let in is refused; empty if it is not. What it held is freed. */
    Optional<Reason> refusalOf(Granted who, Call call) {
        Admission admission = gate.authorize(who, REQUEST, call);
        if (admission instanceof Admitted admitted) {
            admitted.reservation().release();
            return Optional.empty();
        }
        return Optional.of(((Denied) admission).reason());
    }

    boolean admits(Granted who) {
        return refusalOf(who, Call.none()).isEmpty();
    }

    /** Makes a call with this key that costs so much. */
    void spend(Held held, String dollars) {
        Granted who = (Granted) gate.verify(held.text());
        ((Admitted) gate.authorize(who, REQUEST, Call.none())).reservation().settle(Money.parse(dollars));
    }

    boolean letsIn(String text) {
        return refusalOf(text).isEmpty();
    }

    ManagedKey kept(KeyId id) {
        return repository.key(id).orElseThrow();
    }

    static void refused(Problem problem, ThrowingCallable change) {
        assertThatThrownBy(change)
                .isInstanceOfSatisfying(
                        ManagementException.class, e -> assertThat(e.problem()).isEqualTo(problem));
    }

    /** A key in its owner's hands. */
    record Held(KeyId id, String text) {}

    @Override
    public void close() {
        directory.close();
    }
}
