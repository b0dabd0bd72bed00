/** The tables of {@code docs/performance.md}, made of what the benchmarks have written. Measures nothing itself. */
@NullMarked
package dev.latchkey.benchmarks.tables;

import org.jspecify.annotations.NullMarked;
