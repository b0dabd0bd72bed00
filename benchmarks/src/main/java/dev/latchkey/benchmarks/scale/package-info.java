/** What many keys cost: memory, loading, lookup, reloads and revocations. Each program wants a JVM of its own. */
@NullMarked
package dev.latchkey.benchmarks.scale;

import org.jspecify.annotations.NullMarked;
