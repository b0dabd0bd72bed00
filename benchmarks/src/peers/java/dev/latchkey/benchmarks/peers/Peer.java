package dev.latchkey.benchmarks.peers;

import com.nimbusds.jose.JWSAlgorithm;
import dev.latchkey.benchmarks.MadeUpKeys;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Ours, and what people use instead. */
public enum Peer {
    /** Ours, two limits included. */
    LATCHKEY(LatchkeyDoors::core),
    /** Our servlet filter, two limits included. */
    LATCHKEY_FILTER(LatchkeyDoors::filter),
    /** A careful filter with Bucket4j. */
    HAND_WRITTEN(HandWritten::new),
    /** pac4j's header client. */
    PAC4J_CLIENT(Pac4jDoors::client),
    /** pac4j's header client in its security logic. */
    PAC4J_LOGIC(Pac4jDoors::securityLogic),
    /** Spring Security's AuthenticationFilter. */
    SPRING_FILTER(SpringDoors::filter),
    /** Apache Shiro's login. */
    SHIRO(ShiroDoor::new),
    /** Spring Security's filter for bearer tokens. */
    SPRING_BEARER(SpringDoors::bearerFilter),
    /** Spring Security's whole chain. */
    SPRING_CHAIN(SpringDoors::wholeChain),
    /** JSON Web Tokens. */
    NIMBUS_HS256(JWSAlgorithm.HS256, JwtDoors::nimbus),
    /** JSON Web Tokens. */
    JAVA_JWT_HS256(JWSAlgorithm.HS256, JwtDoors::javaJwt),
    /** JSON Web Tokens. */
    NIMBUS_RS256(JWSAlgorithm.RS256, JwtDoors::nimbus),
    /** JSON Web Tokens. */
    JAVA_JWT_RS256(JWSAlgorithm.RS256, JwtDoors::javaJwt),
    /** JSON Web Tokens. */
    NIMBUS_ES256(JWSAlgorithm.ES256, JwtDoors::nimbus),
    /** JSON Web Tokens. */
    JAVA_JWT_ES256(JWSAlgorithm.ES256, JwtDoors::javaJwt);

    @SuppressWarnings("ImmutableEnumChecker") // A supplier has no way to say so; these hold constants only.
    private final Supplier<Visitors> visitors;

    /** Those who come to a door: some with good credentials, one with a bad one. */
    record Visitors(Door door, List<String> good, String bad) {}

    Peer(Supplier<Door> door) {
        this.visitors = () -> new Visitors(
                door.get(), MadeUpKeys.first(CallerList.SIZE), MadeUpKeys.text(CallerList.SIZE));
    }

    Peer(JWSAlgorithm algorithm, BiFunction<JwtIssuer, JWSAlgorithm, Door> door) {
        this.visitors = () -> {
            JwtIssuer issuer = new JwtIssuer();
            return new Visitors(door.apply(issuer, algorithm), issuer.tokens(algorithm), issuer.forged(algorithm));
        };
    }

    /** A door, and who comes to it. */
    Visitors visitors() {
        return visitors.get();
    }
}
