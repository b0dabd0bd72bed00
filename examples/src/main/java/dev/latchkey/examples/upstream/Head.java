package dev.latchkey.examples.upstream;

import dev.latchkey.Granted;
import dev.latchkey.Principal;
import java.util.Map;
import java.util.Optional;

/**
 * What reached the upstream of a request, without its body.
 *
 * @param method the method as sent
 * @param path the raw path, without the query
 * @param headers by lower-case name; several lines of one name are joined by a comma
 * @param address the peer's address; empty where there is none
 * @param granted who was let in; empty on open routes and where nobody asked
 */
public record Head(
        String method, String path, Map<String, String> headers, Optional<String> address, Optional<Granted> granted) {

    /** The same as a principal, without what the gateway knows about the key. */
    Optional<Principal> principal() {
        return granted.map(Granted::principal);
    }
}
