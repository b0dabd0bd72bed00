package dev.latchkey.manage.http;

import dev.latchkey.Enforcement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /v1/management/enforcement}: how strict the gateway is, while it runs. */
final class EnforcementRoutes {
    private static final Logger log = LoggerFactory.getLogger("dev.latchkey.audit");
    private static final String MEMBER = "enforcement";
    private static final String PATH = "/v1/management/enforcement";

    private final AtomicReference<Enforcement> enforcement;

    EnforcementRoutes(AtomicReference<Enforcement> enforcement) {
        this.enforcement = enforcement;
    }

    List<Operation> operations() {
        return List.of(Operation.of("GET", PATH, call -> look()), Operation.of("PUT", PATH, this::change));
    }

    private Reply change(ManagementCall call) {
        String name = call.body().only(Set.of(MEMBER)).required(MEMBER, 16);
        Enforcement asked = Arrays.stream(Enforcement.values())
                .filter(value -> named(value).equals(name))
                .findFirst()
                .orElseThrow(() -> SubmittedMembers.invalid(MEMBER, "expected on, off or observe"));
        Enforcement before = enforcement.getAndSet(asked);
        if (before != asked) {
            log.info("ENFORCEMENT {} by {}, was {}", asked, call.actor(), before);
        }
        return view(asked);
    }

    private Reply look() {
        return view(Objects.requireNonNullElse(enforcement.get(), Enforcement.ON));
    }

    private static Reply view(Enforcement value) {
        return Reply.of(Map.of(MEMBER, named(value)));
    }

    private static String named(Enforcement value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
