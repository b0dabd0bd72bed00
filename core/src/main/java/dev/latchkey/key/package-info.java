/**
 * Keys at rest and in hand: formats and minting, hashes, rings and manifests, records, and the table they are looked
 * up in. Knows no HTTP and takes no decision about a request.
 */
@NullMarked
package dev.latchkey.key;

import org.jspecify.annotations.NullMarked;
