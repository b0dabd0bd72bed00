/**
 * The peek into a JSON body: the few members that rules ask for, read while the bytes arrive, and the bytes held so that
 * they go on unchanged. Knows no server, decides nothing, and answers with its own words; what they mean on the wire is
 * the front door's.
 */
@NullMarked
package dev.latchkey.body;

import org.jspecify.annotations.NullMarked;
