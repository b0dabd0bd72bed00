package dev.latchkey.key;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HashSchemeTest {
    private static final HashScheme PEPPERED = HashScheme.hmacSha256("2026-01", "a-pepper".getBytes(US_ASCII));

    /** FIPS 180-2, appendix B.1 and B.2. */
    @ParameterizedTest
    @CsvSource({
        "abc, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq,"
                + " 248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    })
    void sha256IsThePublishedFunction(String key, String digest) {
        assertThat(HashScheme.sha256().hash(ApiKey.parse(key)).toHex()).isEqualTo(digest);
    }

    /** RFC 4231, sections 4.2, 4.3 and 4.7: a short secret, a text, and a secret that is longer than a block. */
    @ParameterizedTest
    @CsvSource({
        "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b, Hi There,"
                + " b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
        "4a656665, what do ya want for nothing?," + " 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        "LONG, Test Using Larger Than Block-Size Key - Hash Key First,"
                + " 60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    })
    void hmacIsThePublishedFunction(String secret, String data, String digest) {
        byte[] key = HexFormat.of().parseHex(secret.equals("LONG") ? "aa".repeat(131) : secret);
        byte[] text = data.getBytes(US_ASCII);

        KeyHash hash = HashScheme.hmacSha256("rfc4231", key).hash(ApiKey.ofAscii(text, 0, text.length));

        assertThat(hash.toHex()).isEqualTo(digest);
    }

    @Test
    void oneHashLeavesNothingBehindForTheNext() {
        KeyHash first = PEPPERED.hash(ApiKey.parse("a-key"));
        PEPPERED.hash(ApiKey.parse("quite-another-key"));

        assertThat(PEPPERED.hash(ApiKey.parse("a-key"))).isEqualTo(first);
    }

    @Test
    void keysThatShareTheirFirst64CharactersHashDifferently() {
        String start = "k".repeat(64);

        assertThat(HashScheme.sha256().hash(ApiKey.parse(start + "a")))
                .isNotEqualTo(HashScheme.sha256().hash(ApiKey.parse(start + "b")));
    }

    @Test
    void anotherSecretGivesAnotherHash() {
        ApiKey key = ApiKey.parse("a-key");

        assertThat(HashScheme.hmacSha256("2026-01", new byte[32]).hash(key)).isNotEqualTo(PEPPERED.hash(key));
    }

    @Test
    void aNamedSecretIsCalledByItsName() {
        assertThat(PEPPERED.name()).isEqualTo("hmac:2026-01");
        assertThat(HashScheme.sha256().name()).isEqualTo("sha256");
    }

    /** Computed by Python's hmac. */
    @ParameterizedTest
    @CsvSource({"pepper, hmac:h-c0e78027", "pféffer, hmac:h-4497045c"})
    void aSecretWithoutANameNamesItself(String secret, String name) {
        assertThat(HashScheme.hmacSha256(secret).name()).isEqualTo(name);
    }

    @Test
    void aSecretInTextCountsAsItsUtf8Bytes() {
        ApiKey key = ApiKey.parse("a-key");

        assertThat(HashScheme.hmacSha256("pféffer").hash(key))
                .isEqualTo(HashScheme.hmacSha256("x", "pféffer".getBytes(UTF_8)).hash(key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void aBlankSecretIsRefused(String secret) {
        assertThatThrownBy(() -> HashScheme.hmacSha256(secret)).hasMessage("a hash secret must not be blank");
    }

    @Test
    void anEmptySecretIsRefusedByItsName() {
        assertThatThrownBy(() -> HashScheme.hmacSha256("v1", new byte[0]))
                .hasMessage("hash secret v1: must not be empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "with blank", "with:colon", "x\n", "ümlaut", "123456789012345678901234567890123"})
    void aNameThatCannotStandInAManifestIsRefused(String name) {
        assertThatThrownBy(() -> HashScheme.hmacSha256(name, new byte[32]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("hash secret's name");
    }

    @Test
    void printsItsNameAndNeverItsSecret() {
        assertThat(PEPPERED).hasToString("hmac:2026-01");
        assertThat(HashScheme.hmacSha256("canary-pepper").toString()).doesNotContain("canary");
    }

    @Test
    void changingTheSecretsArrayLaterChangesNothing() {
        byte[] secret = "a-pepper".getBytes(US_ASCII);
        HashScheme scheme = HashScheme.hmacSha256("2026-01", secret);
        secret[0] = 'X';

        assertThat(scheme.hash(ApiKey.parse("a-key"))).isEqualTo(PEPPERED.hash(ApiKey.parse("a-key")));
    }

    @Test
    void threadsDoNotDisturbEachOther() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            var tasks = IntStream.range(0, 4)
                    .<Callable<Long>>mapToObj(thread -> () -> distinctHashes("key-" + thread))
                    .toList();
            for (Future<Long> distinct : threads.invokeAll(tasks)) {
                assertThat(distinct.get()).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static long distinctHashes(String key) {
        return IntStream.range(0, 5_000)
                .mapToObj(i -> PEPPERED.hash(ApiKey.parse(key)))
                .distinct()
                .count();
    }
}
