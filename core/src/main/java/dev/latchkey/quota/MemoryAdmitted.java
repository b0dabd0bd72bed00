package dev.latchkey.quota;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a demand was admitted with. Most callers never ask where its limits stand, so nobody looks before one does. */
final class MemoryAdmitted implements Admitted {
    private final MemoryLedger ledger;
    private final Demand demand;
    private final @Nullable Hold hold;

    MemoryAdmitted(MemoryLedger ledger, Demand demand, @Nullable Hold hold) {
        this.ledger = ledger;
        this.demand = demand;
        this.hold = hold;
    }

    @Override
    public List<LimitState> limits() {
        return ledger.limits(demand);
    }

    @Override
    public Optional<Hold> hold() {
        return Optional.ofNullable(hold);
    }

    @Override
    public String toString() {
        return "admitted " + limits();
    }
}
