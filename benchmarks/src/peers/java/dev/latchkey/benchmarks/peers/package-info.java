/** What people use instead, from the same header to the same decision. Fetched and built by {@code benchmarks/run} alone. */
@NullMarked
package dev.latchkey.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
