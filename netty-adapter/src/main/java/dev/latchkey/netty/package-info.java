/** The Netty adapter: reads a request, asks the authenticator, answers. It holds no rule of its own. */
@NullMarked
package dev.latchkey.netty;

import org.jspecify.annotations.NullMarked;
