/** For a host with no server of ours: the verifier, called from plain Java. */
@NullMarked
package dev.latchkey.examples.verifier;

import org.jspecify.annotations.NullMarked;
