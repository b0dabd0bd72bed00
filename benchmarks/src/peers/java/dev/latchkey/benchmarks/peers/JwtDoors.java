package dev.latchkey.benchmarks.peers;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.ImmutableSecret;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.util.Set;

/** JSON Web Tokens: the signature, the issuer and the time. */
final class JwtDoors {
    private JwtDoors() {}

    /** nimbus-jose-jwt, by its processor. */
    static Door nimbus(JwtIssuer issuer, JWSAlgorithm algorithm) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithm, nimbusKeys(issuer, algorithm)));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                new JWTClaimsSet.Builder().issuer(JwtIssuer.NAME).build(), Set.of("sub", "exp")));
        return (request, response) -> {
            try {
                return processor.process(Door.bearer(request), null).getSubject() != null;
            } catch (BadJOSEException | JOSEException | ParseException e) {
                response.setStatus(401);
                return false;
            }
        };
    }

    private static JWKSource<SecurityContext> nimbusKeys(JwtIssuer issuer, JWSAlgorithm algorithm) {
        if (algorithm.equals(JWSAlgorithm.HS256)) {
            return new ImmutableSecret<>(issuer.secret);
        }
        return new ImmutableJWKSet<>(new JWKSet(
                algorithm.equals(JWSAlgorithm.RS256)
                        ? new RSAKey.Builder(issuer.rsa).build()
                        : new ECKey.Builder(Curve.P_256, issuer.ec).build()));
    }

    /** java-jwt. */
    static Door javaJwt(JwtIssuer issuer, JWSAlgorithm algorithm) {
        JWTVerifier verifier = JWT.require(javaJwtAlgorithm(issuer, algorithm))
                .withIssuer(JwtIssuer.NAME)
                .build();
        return (request, response) -> {
            try {
                return verifier.verify(Door.bearer(request)).getSubject() != null;
            } catch (JWTVerificationException e) {
                response.setStatus(401);
                return false;
            }
        };
    }

    private static Algorithm javaJwtAlgorithm(JwtIssuer issuer, JWSAlgorithm algorithm) {
        if (algorithm.equals(JWSAlgorithm.HS256)) {
            return Algorithm.HMAC256(issuer.secret);
        }
        return algorithm.equals(JWSAlgorithm.RS256)
                ? Algorithm.RSA256(issuer.rsa, null)
                : Algorithm.ECDSA256(issuer.ec, null);
    }
}
