/**
 * The operator's command line: what it reads, says and returns. How keys are made, stored and judged is core's, and how
 * a manifest is written too.
 */
@NullMarked
package dev.latchkey.cli;

import org.jspecify.annotations.NullMarked;
