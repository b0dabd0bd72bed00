package dev.latchkey.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** 100,000 random operations on a ledger and on a plain model that remembers everything and is clever about nothing. */
class LedgerSimulationTest {
    private static final int OPERATIONS = 100_000;
    private static final long WINDOW = Duration.ofMinutes(1).toNanos();
    private static final long HOLD = Duration.ofMinutes(15).toNanos();
    private static final long PERMITS = 20;
    private static final Money CAP = Money.ofNanos(1_000);
    private static final RateLimit LIMIT = RateLimit.of(PERMITS, RateWindow.MINUTE);
    private static final BudgetRule BUDGET =
            new BudgetRule("usage", CAP, BudgetReset.aligned(BudgetUnit.DAY), BudgetGate.WITHIN);

    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);
    private final At clock = new At("2026-03-01T00:00:10Z");
    private final QuotaLedger ledger = QuotaLedger.inMemory(clock);
    private final List<Account> accounts = new ArrayList<>();
    private final List<Model> models = new ArrayList<>();
    private final List<Held> holds = new ArrayList<>();

    @Test
    void theLedgerAgreesWithThePlainModel() {
        for (AccountKind kind : AccountKind.values()) {
            accounts.add(ledger.account("subject", kind));
            models.add(new Model());
        }
        for (int operation = 0; operation < OPERATIONS; operation++) {
            clock.passNanos(random.nextLong(random.nextInt(20) == 0 ? 2 * HOLD : WINDOW / 8));
            String where = "seed " + seed + ", operation " + operation;
            if (holds.isEmpty() || random.nextInt(3) == 0) {
                admit(where);
            } else {
                finish(holds.get(random.nextInt(holds.size())), where);
            }
            compare(random.nextInt(models.size()), where);
        }
    }

    private void admit(String where) {
        int first = random.nextInt(models.size());
        int second = random.nextInt(models.size());
        long cost = 1 + random.nextLong(4);
        Money estimate = Money.ofNanos(random.nextLong(400));
        Demand.Builder demand =
                Demand.builder().limit(accounts.get(first), LIMIT, cost).budget(accounts.get(first), BUDGET);
        List<Model> asked = new ArrayList<>(List.of(models.get(first)));
        if (first != second) {
            demand.limit(accounts.get(second), LIMIT, cost).budget(accounts.get(second), BUDGET);
            asked.add(models.get(second));
        }
        long now = clock.epochNanos();
        Outcome outcome = ledger.admit(demand.build(), estimate, now);
        if (asked.stream().anyMatch(model -> model.used(now) + cost > PERMITS)) {
            assertThat(outcome).as(where).isInstanceOf(OverLimit.class);
        } else if (asked.stream().anyMatch(model -> !model.hasRoom(estimate.nanos(), now))) {
            assertThat(outcome).as(where).isInstanceOf(OverBudget.class);
        } else {
            assertThat(outcome).as(where).isInstanceOf(Admitted.class);
            Held held = new Held(((Admitted) outcome).hold().orElseThrow(), asked, now + HOLD);
            asked.forEach(model -> model.calls.add(new Call(now, cost)));
            asked.forEach(model -> model.holds.add(held));
            holds.add(held);
        }
    }

    private void finish(Held held, String where) {
        long now = clock.epochNanos();
        switch (random.nextInt(4)) {
            case 0 -> {
                Money actual = Money.ofNanos(random.nextLong(500));
                assertThat(ledger.settle(held.hold, actual)).as(where).isEqualTo(!held.done);
                if (!held.done) {
                    held.asked.forEach(model -> model.book(actual.nanos(), now));
                }
                held.done = true;
            }
            case 1 -> {
                assertThat(ledger.release(held.hold)).as(where).isEqualTo(!held.done);
                held.done = true;
            }
            case 2 -> {
                boolean lives = held.holdsAt(now);
                assertThat(ledger.extend(held.hold)).as(where).isEqualTo(lives);
                held.until = lives ? now + HOLD : held.until;
            }
            default -> holds.removeIf(old -> old.done && old.until < now - HOLD);
        }
    }

    private void compare(int index, String where) {
        long now = clock.epochNanos();
        Account account = accounts.get(index);
        Usage usage = ledger.usage(
                Demand.builder().limit(account, LIMIT).budget(account, BUDGET).build(), now);
        Model model = models.get(index);
        assertThat(usage.limits().get(0).remaining()).as(where).isEqualTo(PERMITS - model.used(now));
        assertThat(usage.budgets().get(0).spent().nanos()).as(where).isEqualTo(model.spent(now));
        assertThat(usage.budgets().get(0).held().nanos()).as(where).isEqualTo(model.held(now));
    }

    private record Call(long at, long cost) {}

    private static final class Held {
        private final Hold hold;
        private final List<Model> asked;
        private long until;
        private boolean done;

        Held(Hold hold, List<Model> asked, long until) {
            this.hold = hold;
            this.asked = asked;
            this.until = until;
        }

        boolean holdsAt(long now) {
            return !done && now < until;
        }
    }

    private static final class Model {
        private final List<Call> calls = new ArrayList<>();
        private final List<Held> holds = new ArrayList<>();
        private long spent;
        private long day;

        long used(long now) {
            calls.removeIf(call -> call.at + WINDOW <= now);
            return calls.stream().mapToLong(Call::cost).sum();
        }

        long held(long now) {
            holds.removeIf(held -> !held.holdsAt(now));
            return holds.stream()
                    .mapToLong(held -> held.hold.estimate().nanos())
                    .sum();
        }

        long spent(long now) {
            long today = now / Duration.ofDays(1).toNanos();
            spent = today == day ? spent : 0;
            day = today;
            return spent;
        }

        void book(long nanos, long now) {
            spent = spent(now) + nanos;
        }

        boolean hasRoom(long estimate, long now) {
            long before = spent(now) + held(now);
            return before < CAP.nanos() && before + estimate <= CAP.nanos();
        }
    }
}
