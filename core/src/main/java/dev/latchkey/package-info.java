/**
 * The front door: a host hands over a {@link dev.latchkey.Request} and is answered with a {@link dev.latchkey.Verdict}.
 * What gateways differ in is a {@link dev.latchkey.GatewayProfile}. Knows HTTP, but no server.
 */
@NullMarked
package dev.latchkey;

import org.jspecify.annotations.NullMarked;
