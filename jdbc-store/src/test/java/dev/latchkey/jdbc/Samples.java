package dev.latchkey.jdbc;

import dev.latchkey.access.AccessRule;
import dev.latchkey.access.AccessRuleKind;
import dev.latchkey.access.AccessRuleValue.Pricing;
import dev.latchkey.access.AccessRules;
import dev.latchkey.access.AddressRanges;
import dev.latchkey.access.AllowedModels;
import dev.latchkey.access.PricingType;
import dev.latchkey.access.Scopes;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.Argon2idHash;
import dev.latchkey.key.HashScheme;
import dev.latchkey.key.KeyFormat;
import dev.latchkey.key.KeyHash;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyPermits;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeySecret;
import dev.latchkey.key.KeyStatus;
import dev.latchkey.manage.ChangeSet;
import dev.latchkey.manage.ManagedKey;
import dev.latchkey.manage.SecretNote;
import dev.latchkey.quota.BudgetReset;
import dev.latchkey.quota.BudgetUnit;
import dev.latchkey.quota.Money;
import dev.latchkey.quota.RateAlgorithm;
import dev.latchkey.quota.RateLimit;
import dev.latchkey.quota.RateWindow;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keys for tests. */
final class Samples {
    static final Instant BORN = Instant.parse("2026-03-01T10:00:00.123456789Z");

    private Samples() {}

    static KeySecret secret() {
        return KeySecret.digest(hash());
    }

    static KeyHash hash() {
        return KeyFormat.standard().mint().hash(HashScheme.sha256());
    }

    /** A key that was just made. */
    static ManagedKey key(String id) {
        return key(KeyRecord.builder(secret()).id(new KeyId(id)).createdAt(BORN).build());
    }

    static ManagedKey key(KeyRecord record) {
        List<SecretNote> notes = new ArrayList<>();
        record.secrets().forEach(secret -> notes.add(new SecretNote("gw_sk_Ab", BORN, null)));
        return new ManagedKey(record, notes, 1, BORN, null);
    }

    static ManagedKey next(ManagedKey before, KeyRecord record) {
        return new ManagedKey(record, before.notes(), before.version() + 1, BORN, null);
    }

    static ChangeSet change(ManagedKey... keys) {
        return new ChangeSet(List.of(keys), List.of(), List.of(), List.of());
    }

    /** A key with everything that can be said of one. */
    static ManagedKey full() {
        KeyRecord record = KeyRecord.builder(KeySecret.digest(hash(), "hmac:h-1"))
                .secret(secret().expiringAt(BORN.plusSeconds(60)))
                .secret(KeySecret.argon2id(Argon2idHash.of(ApiKey.parse("a-passphrase-that-somebody-chose"))))
                .id(new KeyId("full"))
                .label("customer-a")
                .name("Ünïcode \u0000 name \uD83D\uDE00")
                .status(KeyStatus.INACTIVE)
                .createdAt(BORN)
                .notBefore(BORN.plusSeconds(1))
                .expiresAt(BORN.plus(Duration.ofDays(90)))
                .user("user 'x\"; DROP TABLE latchkey_keys; -- \u0000ü\\")
                .scopes(Scopes.of("chat:write", "usage:*"))
                .metadata(Map.of("team", "blue", "seats", 7L, "nested", Map.of("list", List.of(1.5, true, "ü"))))
                .environment("production")
                .permits(permits())
                .build();
        List<SecretNote> notes = List.of(
                new SecretNote("gw_sk_Ab", BORN, BORN.plusSeconds(5)),
                new SecretNote("gw_sk_Cd", BORN.minusSeconds(5), null),
                new SecretNote("", BORN, null));
        return new ManagedKey(record, notes, 1, BORN.plusNanos(1), "request-1");
    }

    private static KeyPermits permits() {
        return KeyPermits.builder()
                .limits(List.of(
                        RateLimit.of(20, RateWindow.MINUTE),
                        RateLimit.of(1000, RateWindow.MONTH).named("monthly"),
                        RateLimit.of(5, RateWindow.of(Duration.ofSeconds(90)), RateAlgorithm.LOG),
                        RateLimit.bucket(0, 3, RateWindow.HOUR)))
                .addresses(AddressRanges.parse(List.of("10.0.0.0/8", "2001:db8::/32")))
                .models(AllowedModels.of(List.of("openai:gpt-5", "anthropic:*")))
                .rules(rules())
                .usageLimit(Money.ofNanos(Long.MAX_VALUE))
                .startingUsage(Money.ofNanos(1))
                .periodLimit(Money.parse("3.00"), BudgetReset.every(3, BudgetUnit.DAY))
                .projectMode("hybrid")
                .providerKeys(List.of("openai"))
                .credits(Money.parse("12.5"))
                .build();
    }

    private static AccessRules rules() {
        return AccessRules.of(List.of(
                AccessRule.allowModels(List.of("gpt-5", "claude-5")),
                AccessRule.denyProviders(List.of("azure")).withId("no-azure").inactive(),
                AccessRule.allowPricing(Pricing.of(PricingType.PAID, new BigDecimal("1.50"), null)),
                AccessRule.denyIpCidrs(AddressRanges.parse(List.of("192.0.2.1"))),
                AccessRule.withoutValue(AccessRuleKind.DENY_MODELS)));
    }
}
