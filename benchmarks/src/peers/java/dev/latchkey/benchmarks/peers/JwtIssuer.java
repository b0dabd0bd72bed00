package dev.latchkey.benchmarks.peers;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.IntStream;

/** Signs JSON Web Tokens for many callers: who they are, who says so, and until when. */
final class JwtIssuer {
    /** Who says so. */
    static final String NAME = "https://issuer.example";

    /** How many tokens there are; nothing is looked up, so that it matters little. */
    private static final int TOKENS = 500;

    final byte[] secret = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    final RSAPublicKey rsa;
    final ECPublicKey ec;
    private final KeyPair rsaPair;
    private final KeyPair ecPair;

    JwtIssuer() {
        try {
            KeyPairGenerator rsaKeys = KeyPairGenerator.getInstance("RSA");
            rsaKeys.initialize(2048);
            this.rsaPair = rsaKeys.generateKeyPair();
            this.rsa = (RSAPublicKey) rsaPair.getPublic();
            KeyPairGenerator ecKeys = KeyPairGenerator.getInstance("EC");
            ecKeys.initialize(new ECGenParameterSpec("secp256r1"));
            this.ecPair = ecKeys.generateKeyPair();
            this.ec = (ECPublicKey) ecPair.getPublic();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A token each. */
    List<String> tokens(JWSAlgorithm algorithm) {
        return IntStream.range(0, TOKENS)
                .mapToObj(number -> token(algorithm, "label-" + number))
                .toList();
    }

    /** A token whose signature is another one's. */
    String forged(JWSAlgorithm algorithm) {
        String token = token(algorithm, "label-0");
        String other = token(algorithm, "label-1");
        return token.substring(0, token.lastIndexOf('.')) + other.substring(other.lastIndexOf('.'));
    }

    private String token(JWSAlgorithm algorithm, String subject) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader(algorithm),
                    new JWTClaimsSet.Builder()
                            .issuer(NAME)
                            .subject(subject)
                            .expirationTime(Date.from(Instant.now().plus(Duration.ofDays(1))))
                            .build());
            token.sign(signer(algorithm));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private JWSSigner signer(JWSAlgorithm algorithm) throws JOSEException {
        if (algorithm.equals(JWSAlgorithm.HS256)) {
            return new MACSigner(secret);
        }
        return algorithm.equals(JWSAlgorithm.RS256)
                ? new RSASSASigner(rsaPair.getPrivate())
                : new ECDSASigner((ECPrivateKey) ecPair.getPrivate());
    }
}
