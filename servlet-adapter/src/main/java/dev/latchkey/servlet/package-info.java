/** The servlet adapter: reads a request, asks the authenticator, answers. It holds no rule of its own. */
@NullMarked
package dev.latchkey.servlet;

import org.jspecify.annotations.NullMarked;
