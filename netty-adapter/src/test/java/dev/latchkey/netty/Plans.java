package dev.latchkey.netty;

import dev.latchkey.Authenticator;
import dev.latchkey.Route;
import dev.latchkey.access.AddressRanges;
import dev.latchkey.access.AllowedModels;
import dev.latchkey.access.Scopes;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.Argon2idHash;
import dev.latchkey.key.KeyPermits;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeySecret;
import dev.latchkey.key.KeySource;
import dev.latchkey.key.KeyTable;
import dev.latchkey.profile.Profiles;
import dev.latchkey.quota.Money;
import dev.latchkey.quota.RateLimit;
import dev.latchkey.quota.RatePlan;
import dev.latchkey.quota.RateWindow;
import dev.latchkey.quota.TimeSource;
import java.util.List;

/** Keys for tests that may do some things and not others, on a clock that stands still. */
final class Plans {
    /** May only read models, and once a minute. */
    static final String READER = "reader-0123456789-abcdefghij";
    /** May be used from an address that no test has. */
    static final String ELSEWHERE = "elsewhere-0123456789-abcdefghij";
    /** May be used from the loopback address. */
    static final String HERE = "here-0123456789-abcdefghij";
    /** 20 calls a minute, 1,000 a day. */
    static final String FREE = "free-0123456789-abcdefghij";
    /** Two calls a minute. */
    static final String TWICE = "twice-0123456789-abcdefghij";
    /** Ten dollars. */
    static final String SPENDER = "spender-0123456789-abcdefghij";
    /** No dollar. */
    static final String SPENT = "spent-0123456789-abcdefghij";
    /** May name one model only, and not where writing is asked for. */
    static final String ONE_MODEL = "one-model-0123456789-abcdefghij";
    /** May name one model only, and takes long to verify. */
    static final String CHOSEN_ONE_MODEL = "a-person-chose-this-for-one-model";
    /** Ten dollars, and takes long to verify. */
    static final String CHOSEN = "a-person-chose-this-one";

    private static final Argon2idHash CHOSEN_HASH = Argon2idHash.of(ApiKey.parse(CHOSEN));
    private static final Argon2idHash CHOSEN_ONE_MODEL_HASH = Argon2idHash.of(ApiKey.parse(CHOSEN_ONE_MODEL));
    static final TimeSource TIME = () -> 1_790_000_000_000_000_000L;

    private Plans() {}

    /** To be built by the test, which has the limits for itself. */
    static Authenticator.Builder builder() {
        return Authenticator.builder(Profiles.standard())
                .keys(KeySource.of(KeyTable.of(records())))
                .routes(
                        Route.post("/v1/chat").requires("chat:write"),
                        Route.post("/v1/chat/completions").readsBody(),
                        Route.post("/v1/write/completions")
                                .requires("chat:write")
                                .readsBody())
                .time(TIME);
    }

    static Authenticator authenticator() {
        return builder().build();
    }

    private static List<KeyRecord> records() {
        return List.of(
                Keys.record(READER, "reader")
                        .scopes(Scopes.of("models:read"))
                        .permits(perMinute(1))
                        .build(),
                Keys.record(ELSEWHERE, "elsewhere")
                        .permits(from("192.0.2.0/24"))
                        .build(),
                Keys.record(HERE, "here").permits(from("127.0.0.0/8")).build(),
                Keys.record(FREE, "free")
                        .permits(KeyPermits.builder()
                                .limits(RatePlan.free().limits())
                                .build())
                        .build(),
                Keys.record(TWICE, "twice").permits(perMinute(2)).build(),
                Keys.record(SPENDER, "spender").permits(dollars("10")).build(),
                Keys.record(SPENT, "spent").permits(dollars("0")).build(),
                Keys.record(ONE_MODEL, "one-model")
                        .scopes(Scopes.of("models:read"))
                        .permits(oneModel())
                        .build(),
                KeyRecord.builder(KeySecret.argon2id(CHOSEN_ONE_MODEL_HASH))
                        .label("chosen-one-model")
                        .permits(oneModel())
                        .build(),
                KeyRecord.builder(KeySecret.argon2id(CHOSEN_HASH))
                        .label("chosen")
                        .permits(dollars("10"))
                        .build());
    }

    private static KeyPermits perMinute(long calls) {
        return KeyPermits.builder()
                .limits(List.of(RateLimit.of(calls, RateWindow.MINUTE)))
                .build();
    }

    private static KeyPermits from(String range) {
        return KeyPermits.builder()
                .addresses(AddressRanges.parse(List.of(range)))
                .build();
    }

    private static KeyPermits oneModel() {
        return KeyPermits.builder()
                .models(AllowedModels.of(List.of("openai:" + Bodies.ALLOWED)))
                .build();
    }

    private static KeyPermits dollars(String cap) {
        return KeyPermits.builder().usageLimit(Money.parse(cap)).build();
    }
}
