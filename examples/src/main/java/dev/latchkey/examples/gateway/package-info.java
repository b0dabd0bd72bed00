/**
 * The reference gateway: one program that runs any of the six profiles on Jetty or on Netty, in front of a stand-in
 * upstream. Options, assembly and the two servers live here; what is decided is decided by the library.
 */
@NullMarked
package dev.latchkey.examples.gateway;

import org.jspecify.annotations.NullMarked;
