/** What a decision costs, beside the hash that it cannot avoid. Run with {@code benchmarks/run}. */
@NullMarked
package dev.latchkey.benchmarks;

import org.jspecify.annotations.NullMarked;
