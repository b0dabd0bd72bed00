/** What the tests of several examples share: clients and key files. */
@NullMarked
package dev.latchkey.examples.http;

import org.jspecify.annotations.NullMarked;
