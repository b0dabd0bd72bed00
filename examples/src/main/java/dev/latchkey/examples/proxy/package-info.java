/** For a proxy of one's own: a small Netty reverse proxy with the channel handler in its pipeline. */
@NullMarked
package dev.latchkey.examples.proxy;

import org.jspecify.annotations.NullMarked;
