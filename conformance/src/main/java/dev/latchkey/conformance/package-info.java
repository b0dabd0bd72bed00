/**
 * Tests for whoever implements one of Latchkey's interfaces: a class extends the contract, hands over what it has made, and
 * runs it with JUnit. Says what must hold and nothing about how.
 */
@NullMarked
package dev.latchkey.conformance;

import org.jspecify.annotations.NullMarked;
