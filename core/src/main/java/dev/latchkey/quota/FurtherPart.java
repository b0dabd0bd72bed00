package dev.latchkey.quota;

/** Any part of a hold but the first. */
final class FurtherPart extends HeldPart {
    private final MemoryHold hold;

    FurtherPart(MemoryHold hold, MemoryBudget budget) {
        super(budget);
        this.hold = hold;
    }

    @Override
    MemoryHold hold() {
        return hold;
    }
}
