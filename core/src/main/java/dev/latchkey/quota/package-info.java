/**
 * Time, and what is counted over it. Knows no HTTP and no keys: subjects are opaque ids.
 */
@NullMarked
package dev.latchkey.quota;

import org.jspecify.annotations.NullMarked;
