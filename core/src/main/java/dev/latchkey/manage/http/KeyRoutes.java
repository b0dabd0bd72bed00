package dev.latchkey.manage.http;

import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeyStatus;
import dev.latchkey.key.KeyTerms;
import dev.latchkey.manage.Issued;
import dev.latchkey.manage.KeyFilter;
import dev.latchkey.manage.KeyLifecycle;
import dev.latchkey.manage.ManagedKey;
import dev.latchkey.manage.Rotated;
import dev.latchkey.manage.Rotation;
import dev.latchkey.quota.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** {@code /v1/keys}: make, list, look at, change, rotate and delete keys. */
final class KeyRoutes {
    private static final Set<String> CHANGEABLE = Set.of(
            "key_name",
            "is_active",
            "expires_at",
            "not_before",
            "metadata",
            "environment",
            "scopes",
            "plan",
            "limits",
            "usage_limit",
            "period_limit",
            "allowed_addresses",
            "allowed_models",
            "access",
            "project_mode",
            "provider_keys",
            "credits");
    private static final Set<String> CREATABLE = with(CHANGEABLE, "user_id");
    private static final Set<String> NULL_CHANGES_NOTHING = Set.of("key_name", "is_active", "expires_at", "metadata");
    private static final Map<String, String> AS_THE_MANIFEST_CALLS_THEM = Map.of("key_name", "name", "user_id", "user");
    private static final Map<String, String> AS_WE_CALL_THEM = Map.of("name", "key_name", "user", "user_id");
    private static final long LONGEST_OVERLAP = Duration.ofDays(366).toSeconds();

    private final KeyLifecycle lifecycle;
    private final NamedKeys keys;
    private final KeyView view;
    private final Optional<String> implicitUserPrefix;
    private final TimeSource time;

    KeyRoutes(
            KeyLifecycle lifecycle,
            NamedKeys keys,
            KeyView view,
            Optional<String> implicitUserPrefix,
            TimeSource time) {
        this.lifecycle = lifecycle;
        this.keys = keys;
        this.view = view;
        this.implicitUserPrefix = implicitUserPrefix;
        this.time = time;
    }

    private static Set<String> with(Set<String> members, String another) {
        Set<String> all = new HashSet<>(members);
        all.add(another);
        return Set.copyOf(all);
    }

    List<Operation> operations() {
        return List.of(
                Operation.of("POST", "/v1/keys", this::create),
                Operation.of("GET", "/v1/keys", this::list),
                Operation.of("GET", "/v1/keys/{id}", this::get),
                Operation.of("PATCH", "/v1/keys/{id}", this::change),
                Operation.of("DELETE", "/v1/keys/{id}", this::delete),
                Operation.of("POST", "/v1/keys/{id}/rotate", this::rotate));
    }

    private Reply create(ManagementCall call) {
        SubmittedMembers members = call.body().only(CREATABLE).leavingOutNull(CREATABLE);
        Issued issued = told(() -> {
            KeyTerms terms = terms(members);
            Optional<Boolean> active = members.flag("is_active");
            return lifecycle.issue(call.actor(), fresh -> edited(owned(fresh), terms, active));
        });
        return Reply.of(
                view.of(issued.key(), issued.minted().revealOnce()),
                issued.key().version());
    }

    /** A key that names no user is its own user's, under profiles that have such; who then exists like every other. */
    private KeyRecord.Builder owned(KeyRecord.Builder fresh) {
        implicitUserPrefix.ifPresent(prefix -> fresh.user(prefix + fresh.build().id()));
        return fresh;
    }

    private Reply list(ManagementCall call) {
        SubmittedQuery query = call.query();
        KeyFilter filter = filter(query);
        return Reply.of(keys.list(filter, query.skip(), query.limit(), view::of, view::of));
    }

    private static KeyFilter filter(SubmittedQuery query) {
        KeyFilter filter = KeyFilter.all();
        Optional<String> user = query.text("user_id");
        filter = user.isPresent() ? filter.ofUser(user.get()) : filter;
        Optional<KeyStatus> status = query.text("status").map(KeyRoutes::status);
        filter = status.isPresent() ? filter.inStatus(status.get()) : filter;
        Optional<Instant> expiring = query.date("expiring_before");
        filter = expiring.isPresent() ? filter.expiringBefore(expiring.get()) : filter;
        Optional<Instant> unused = query.date("unused_since");
        return unused.isPresent() ? filter.unusedSince(unused.get()) : filter;
    }

    private static KeyStatus status(String name) {
        return switch (name) {
            case "active" -> KeyStatus.ACTIVE;
            case "inactive" -> KeyStatus.INACTIVE;
            case "deleted" -> KeyStatus.DELETED;
            default -> throw SubmittedQuery.refused("status", "expected active, inactive or deleted");
        };
    }

    private Reply get(ManagementCall call) {
        Optional<KeyRecord> fixed = keys.fixed(call);
        if (fixed.isPresent()) {
            return Reply.of(view.of(fixed.get()));
        }
        ManagedKey key = keys.present(call);
        return Reply.of(view.of(key), key.version());
    }

    private Reply change(ManagementCall call) {
        ManagedKey before = keys.changeable(call);
        SubmittedMembers members = call.body().only(CHANGEABLE).leavingOutNull(NULL_CHANGES_NOTHING);
        ManagedKey after = told(() -> {
            KeyTerms terms = terms(members);
            Optional<Boolean> active = members.flag("is_active");
            return lifecycle.update(
                    call.actor(), before.id(), call.ifVersion(before.version()), key -> edited(key, terms, active));
        });
        return Reply.of(view.of(after), after.version());
    }

    private Reply rotate(ManagementCall call) {
        ManagedKey before = keys.changeable(call);
        SubmittedMembers members = call.bodyIfAny().only(Set.of("overlap_seconds"));
        Duration overlap = Duration.ofSeconds(
                members.wholeNumber("overlap_seconds", 0, LONGEST_OVERLAP).orElse(0L));
        Rotation rotation = new Rotation(overlap, call.requestId(), call.ifVersion(before.version()));
        Rotated rotated = lifecycle.rotate(call.actor(), before.id(), rotation);
        Map<String, Object> answer = rotated.minted().isPresent()
                ? view.of(rotated.key(), rotated.minted().get().revealOnce())
                : view.of(rotated.key());
        return Reply.of(answer, rotated.key().version());
    }

    private Reply delete(ManagementCall call) {
        ManagedKey before = keys.changeable(call);
        lifecycle.delete(call.actor(), before.id(), call.ifVersion(before.version()));
        return Reply.done();
    }

    private KeyTerms terms(SubmittedMembers members) {
        return KeyTerms.parse(members.without(Set.of("is_active"), AS_THE_MANIFEST_CALLS_THEM), time);
    }

    private static KeyRecord.Builder edited(KeyRecord.Builder key, KeyTerms terms, Optional<Boolean> active) {
        KeyRecord.Builder edited = terms.applyTo(key.build());
        active.ifPresent(on -> edited.status(on ? KeyStatus.ACTIVE : KeyStatus.INACTIVE));
        return edited;
    }

    private static <T> T told(Supplier<T> change) {
        return Refused.told(AS_WE_CALL_THEM, change);
    }
}
