package dev.latchkey.jdbc;

import dev.latchkey.quota.Admitted;
import dev.latchkey.quota.Hold;
import dev.latchkey.quota.LimitState;
import java.util.List;
import java.util.Optional;

/** What a demand was admitted with. */
record JdbcAdmitted(List<LimitState> limits, Optional<Hold> hold) implements Admitted {}
