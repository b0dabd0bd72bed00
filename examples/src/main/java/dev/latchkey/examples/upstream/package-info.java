/**
 * The upstream that stands behind the reference gateway: a few routes in the shapes that AI clients expect, answered from
 * what reached them. It knows no server and no credential; both of the gateway's servers hand it values.
 */
@NullMarked
package dev.latchkey.examples.upstream;

import org.jspecify.annotations.NullMarked;
