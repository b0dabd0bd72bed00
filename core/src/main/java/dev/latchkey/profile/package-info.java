/**
 * The six profiles that ship, each a value of {@link dev.latchkey.GatewayProfile}, and the environment variables that
 * their gateways share.
 */
@NullMarked
package dev.latchkey.profile;

import org.jspecify.annotations.NullMarked;
