/**
 * The look into a request's JSON body, for adapters: how much of it may be held, and what it says of the few members that
 * a decision turns on. Knows no server; decides nothing.
 */
@NullMarked
package dev.latchkey.body;

import org.jspecify.annotations.NullMarked;
