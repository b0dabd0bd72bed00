/** What a client notices of Latchkey in front of a host that does nothing, on Jetty and on Netty. */
@NullMarked
package dev.latchkey.benchmarks.server;

import org.jspecify.annotations.NullMarked;
