/**
 * What a decision costs, beside the hash that it cannot avoid. {@code benchmarks/run} runs JMH, and {@code benchmarks/tables}
 * everything, into {@code docs/performance.md}. Figures are worth something only while the machine does nothing else.
 */
@NullMarked
package dev.latchkey.benchmarks;

import org.jspecify.annotations.NullMarked;
