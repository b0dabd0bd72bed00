package dev.latchkey.key;

import dev.latchkey.access.AccessRules;
import dev.latchkey.access.AddressRanges;
import dev.latchkey.access.AllowedModels;
import dev.latchkey.quota.BudgetReset;
import dev.latchkey.quota.Money;
import dev.latchkey.quota.RateLimit;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a key may use beyond its scopes, how often, and for how much. Immutable and thread-safe.
 */
public final class KeyPermits {
    private static final KeyPermits UNLIMITED = builder().build();

    private final List<RateLimit> limits;
    private final @Nullable AddressRanges addresses;
    private final AllowedModels models;
    private final AccessRules rules;
    private final @Nullable Money usageLimit;
    private final Money startingUsage;
    private final @Nullable Money periodLimit;
    private final BudgetReset period;
    private final @Nullable String projectMode;
    private final Set<String> providerKeys;
    private final Money credits;

    private KeyPermits(Builder builder) {
        this.limits = builder.limits;
        this.addresses = builder.addresses;
        this.models = builder.models;
        this.rules = builder.rules;
        this.usageLimit = builder.usageLimit;
        this.startingUsage = builder.startingUsage;
        this.periodLimit = builder.periodLimit;
        this.period = builder.period;
        this.projectMode = builder.projectMode;
        this.providerKeys = builder.providerKeys;
        this.credits = builder.credits;
    }

    /** No limit of any kind. */
    public static KeyPermits unlimited() {
        return UNLIMITED;
    }

    /** Permits that begin without a limit of any kind. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts from these. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.limits = limits;
        builder.addresses = addresses;
        builder.models = models;
        builder.rules = rules;
        builder.usageLimit = usageLimit;
        builder.startingUsage = startingUsage;
        builder.periodLimit = periodLimit;
        builder.period = period;
        builder.projectMode = projectMode;
        builder.providerKeys = providerKeys;
        builder.credits = credits;
        return builder;
    }

    /** How often the key may be used: all of these at once. */
    public List<RateLimit> limits() {
        return limits;
    }

    /** Where the key may be used from; anywhere if empty. */
    public Optional<AddressRanges> addresses() {
        return Optional.ofNullable(addresses);
    }

    /** Which models the key may name. */
    public AllowedModels models() {
        return models;
    }

    /** The rules that allow and deny models, providers, prices and addresses. */
    public AccessRules rules() {
        return rules;
    }

    /** What the key may cost in its whole life; no cap if empty, and {@link Money#ZERO} blocks everything. */
    public Optional<Money> usageLimit() {
        return Optional.ofNullable(usageLimit);
    }

    /** What the key had cost before it was counted here. */
    public Money startingUsage() {
        return startingUsage;
    }

    /** What the key may cost in each {@linkplain #period() period}; no cap if empty. */
    public Optional<Money> periodLimit() {
        return Optional.ofNullable(periodLimit);
    }

    /** When the period begins anew; never, where there is no period limit. */
    public BudgetReset period() {
        return period;
    }

    /**
     * How calls upstream are paid for: {@code api-keys}, {@code credits} or {@code hybrid}; a call with any other text is
     * refused. No such check if empty.
     */
    public Optional<String> projectMode() {
        return Optional.ofNullable(projectMode);
    }

    /** The providers of which the host keeps a key for this one, where no plan of the host's own says it. */
    public Set<String> providerKeys() {
        return providerKeys;
    }

    /** What the key may spend in its life where there is no provider key, if no plan of the host's own says it. */
    public Money credits() {
        return credits;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyPermits that
                && limits.equals(that.limits)
                && Objects.equals(addresses, that.addresses)
                && models.equals(that.models)
                && rules.equals(that.rules)
                && Objects.equals(usageLimit, that.usageLimit)
                && startingUsage.equals(that.startingUsage)
                && Objects.equals(periodLimit, that.periodLimit)
                && period.equals(that.period)
                && Objects.equals(projectMode, that.projectMode)
                && providerKeys.equals(that.providerKeys)
                && credits.equals(that.credits);
    }

    @Override
    public int hashCode() {
        return Objects.hash(limits, usageLimit, periodLimit);
    }

    @Override
    public String toString() {
        return "KeyPermits[" + limits + "]";
    }

    /** Gathers {@link KeyPermits}. Not thread-safe. */
    public static final class Builder {
        private List<RateLimit> limits = List.of();
        private @Nullable AddressRanges addresses;
        private AllowedModels models = AllowedModels.any();
        private AccessRules rules = AccessRules.none();
        private @Nullable Money usageLimit;
        private Money startingUsage = Money.ZERO;
        private @Nullable Money periodLimit;
        private BudgetReset period = BudgetReset.never();
        private @Nullable String projectMode;
        private Set<String> providerKeys = Set.of();
        private Money credits = Money.ZERO;

        private Builder() {}

        /**
         * How often the key may be used.
         *
         * @throws IllegalArgumentException if two limits have one name
         */
        public Builder limits(List<RateLimit> limits) {
            Set<String> names = new HashSet<>();
            for (RateLimit limit : limits) {
                if (!names.add(limit.name())) {
                    throw new IllegalArgumentException("two limits are called " + limit.name() + ": keep one");
                }
            }
            this.limits = List.copyOf(limits);
            return this;
        }

        /** Where the key may be used from. */
        public Builder addresses(AddressRanges ranges) {
            this.addresses = Objects.requireNonNull(ranges);
            return this;
        }

        /** From anywhere. */
        public Builder anyAddress() {
            this.addresses = null;
            return this;
        }

        /** Which models the key may name. */
        public Builder models(AllowedModels models) {
            this.models = Objects.requireNonNull(models);
            return this;
        }

        /** The rules that allow and deny models, providers, prices and addresses. */
        public Builder rules(AccessRules rules) {
            this.rules = Objects.requireNonNull(rules);
            return this;
        }

        /** What the key may cost in its whole life. */
        public Builder usageLimit(Money cap) {
            this.usageLimit = Objects.requireNonNull(cap);
            return this;
        }

        /** No cap for its whole life. */
        public Builder withoutUsageLimit() {
            this.usageLimit = null;
            return this;
        }

        /** What the key had cost before it was counted here. */
        public Builder startingUsage(Money spent) {
            this.startingUsage = Objects.requireNonNull(spent);
            return this;
        }

        /** What the key may cost in each period. */
        public Builder periodLimit(Money cap, BudgetReset period) {
            this.periodLimit = Objects.requireNonNull(cap);
            this.period = Objects.requireNonNull(period);
            return this;
        }

        /** No cap for a period. */
        public Builder withoutPeriodLimit() {
            this.periodLimit = null;
            this.period = BudgetReset.never();
            return this;
        }

        /** How calls upstream are paid for. */
        public Builder projectMode(String mode) {
            this.projectMode = Objects.requireNonNull(mode);
            return this;
        }

        /** The providers of which the host keeps a key. */
        public Builder providerKeys(Collection<String> providers) {
            this.providerKeys = Set.copyOf(providers);
            return this;
        }

        /** What the key may spend where there is no provider key. */
        public Builder credits(Money balance) {
            this.credits = Objects.requireNonNull(balance);
            return this;
        }

        /** The permits. */
        public KeyPermits build() {
            return new KeyPermits(this);
        }
    }
}
