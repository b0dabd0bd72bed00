/**
 * What a key may do: scopes, and the rules that come with them. Knows no HTTP and no keys; a key's record is composed
 * of these values.
 */
@NullMarked
package dev.latchkey.access;

import org.jspecify.annotations.NullMarked;
