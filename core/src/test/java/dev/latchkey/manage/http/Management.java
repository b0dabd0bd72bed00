package dev.latchkey.manage.http;

import dev.latchkey.Authenticator;
import dev.latchkey.Call;
import dev.latchkey.Enforcement;
import dev.latchkey.GatewayProfile;
import dev.latchkey.Granted;
import dev.latchkey.Reason;
import dev.latchkey.TestClock;
import dev.latchkey.TestRequest;
import dev.latchkey.Verdict;
import dev.latchkey.manage.KeyDirectory;
import dev.latchkey.manage.KeyRepository;
import dev.latchkey.manage.ManagementEvent;
import dev.latchkey.manage.MemoryKeyRepository;
import dev.latchkey.quota.Money;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** A gateway of some profile whose keys are managed over HTTP; every answer is held against its description. */
final class Management implements AutoCloseable {
    static final String MASTER = "master-key-of-32-characters-0001";

    final TestClock clock = new TestClock();
    final AtomicReference<Enforcement> enforcement = new AtomicReference<>(Enforcement.ON);
    final List<ManagementEvent> told = new CopyOnWriteArrayList<>();
    final KeyRepository repository;
    final KeyDirectory keys;
    final Authenticator gate;
    final ManagementApi api;
    private final GatewayProfile profile;

    Management(GatewayProfile profile) {
        this(profile, new MemoryKeyRepository(), gate -> {}, api -> {});
    }

    Management(
            GatewayProfile profile,
            KeyRepository repository,
            Consumer<Authenticator.Builder> gateWith,
            Consumer<ManagementApi.Builder> apiWith) {
        this(profile, repository, gateWith, apiWith, MASTER);
    }

    Management(
            GatewayProfile profile,
            KeyRepository repository,
            Consumer<Authenticator.Builder> gateWith,
            Consumer<ManagementApi.Builder> apiWith,
            String masterKey) {
        this.profile = profile;
        this.repository = repository;
        this.keys = KeyDirectory.follow(repository, clock);
        Authenticator.Builder front = Authenticator.builder(profile)
                .masterKey(masterKey)
                .keys(keys)
                .users(keys)
                .enforcement(enforcement::get)
                .time(clock);
        gateWith.accept(front);
        this.gate = front.build();
        ManagementApi.Builder management = ManagementApi.builder(gate, keys)
                .enforcement(enforcement)
                .listener(told::add)
                .time(clock);
        apiWith.accept(management);
        this.api = management.build();
    }

    /** By whoever holds the master key. */
    Answer send(String method, String target, String body, String... headers) {
        return send(as(MASTER, method, target), body, headers);
    }

    Answer get(String target) {
        return send("GET", target, "");
    }

    /** A request with this credential, where the profile takes the master key. */
    TestRequest as(String key, String method, String target) {
        return TestRequest.of(method, target).with(profile.credentials().get(0).header(), "Bearer " + key);
    }

    Answer send(TestRequest request, String body, String... headers) {
        TestRequest whole = request;
        for (int i = 0; i < headers.length; i += 2) {
            whole = whole.with(headers[i], headers[i + 1]);
        }
        Answer answer = new Answer(api.answer(whole, body.getBytes(StandardCharsets.UTF_8)));
        Described.holds(whole.method(), whole.path(), answer);
        return answer;
    }

    /** A new key of these terms. */
    Answer create(String terms) {
        return send("POST", "/v1/keys", terms);
    }

    Verdict verify(String key) {
        return gate.verify(key);
    }

    /** Why the key is refused. */
    Reason refused(String key) {
        return ((dev.latchkey.Denied) gate.verify(key)).reason();
    }

    /** A call with this key, which has cost so much. */
    void spend(String key, String amount) {
        TestRequest request = as(key, "POST", "/v1/chat/completions");
        Granted who = (Granted) gate.authenticate(request);
        Call call = Call.builder().estimate(Money.parse(amount)).build();
        ((dev.latchkey.Admitted) gate.authorize(who, request, call))
                .reservation()
                .settle(Money.parse(amount));
    }

    @Override
    public void close() {
        keys.close();
        repository.close();
    }
}
