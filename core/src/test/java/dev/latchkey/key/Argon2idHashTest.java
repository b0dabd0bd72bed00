package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2idHashTest {
    private static final String SALT = "c29tZXNhbHQ";
    private static final String TAG = "CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    /** From src/test.c of the reference implementation, phc-winner-argon2, as far as our bounds admit its costs. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "password $argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "password $argon2id$v=19$m=65536,t=1,p=1$c29tZXNhbHQ$9qWtwbpyPd3vm1rB1GThgPzZ3/ydHL92zKL+15XZypg",
                "password $argon2id$v=19$m=65536,t=4,p=1$c29tZXNhbHQ$kCXUjmjvc5XMqQedpMTsOv+zyJEf5PhtGiUghW9jFyw",
                "password $argon2id$v=19$m=262144,t=2,p=1$c29tZXNhbHQ$eP4eyR+zqlZX1y5xCFTkw9m5GYx0L5YWwvCFvtlbLow",
                "password $argon2id$v=19$m=65536,t=2,p=1$ZGlmZnNhbHQ$vfMrBczELrFdWP0ZsfhWsRPaHppYdP3MVEMIVlqoFBw",
                "differentpassword $argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$C4TWUs9rDEvq7w3+J4umqA32aWKB1+DSiRuBfYxFj94"
            })
    void matchesThePublishedVectors(String password, String phc) {
        assertThat(Argon2idHash.parse(phc).matches(ApiKey.parse(password))).isTrue();
    }

    /** Computed by OpenSSL through Python's cryptography: several lanes, the longest salt and tag, the least memory. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "correct-horse-battery-staple"
                        + " $argon2id$v=19$m=7168,t=5,p=1$MDEyMzQ1Njc4OWFiY2RlZg$LC8lwzqbxgz/mOEekbAmZgA09TP635RvO1LgAyAP2Ck",
                "correct-horse-battery-staple"
                        + " $argon2id$v=19$m=8192,t=3,p=4$AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+Pw$rflJNpYAxbCzJLNn1PdiTUlwV+ayJXGOW+rP4kKwLVN3nQ3EqsXNq0fL0/5RhQYE/SOWgnVSo3jPuxCbxdSkRA",
                "tr0ub4dor $argon2id$v=19$m=19456,t=2,p=1$bGF0Y2hrZXlzYWx0MDAxNg$4xndz2gccw6jRqWyYBoTow"
            })
    void matchesWhatAnotherLibraryComputed(String password, String phc) {
        assertThat(Argon2idHash.parse(phc).matches(ApiKey.parse(password))).isTrue();
    }

    @Test
    void doesNotMatchAnotherPassword() {
        assertThat(cheap().matches(ApiKey.parse("Correct-horse-battery-staple")))
                .isFalse();
    }

    @Test
    void aNewHashMatchesItsSecret() {
        ApiKey secret = ApiKey.parse("correct-horse-battery-staple");

        assertThat(Argon2idHash.of(secret).matches(secret)).isTrue();
    }

    @Test
    void aNewHashHasTheCostsThatOwaspAsksFor() {
        assertThat(Argon2idHash.of(ApiKey.parse("a-secret")).phc())
                .matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
    }

    @Test
    void everyNewHashHasItsOwnSalt() {
        ApiKey secret = ApiKey.parse("a-secret");

        assertThat(Argon2idHash.of(secret)).isNotEqualTo(Argon2idHash.of(secret));
    }

    @Test
    void writesTheTextThatItRead() {
        String phc = "$argon2id$v=19$m=65536,t=2,p=1$" + SALT + "$" + TAG;

        assertThat(Argon2idHash.parse(phc).phc()).isEqualTo(phc);
    }

    @Test
    void printsNeitherSaltNorHash() {
        assertThat(cheap()).hasToString("argon2id (redacted)");
    }

    @Test
    void twoOfTheSameTextAreEqual() {
        assertThat(cheap()).isEqualTo(cheap()).hasSameHashCodeAs(cheap());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$argon2id$v=19$m=65536,t=2,p=1$ZGlmZnNhbHQ$" + TAG,
                "$argon2id$v=19$m=65536,t=3,p=1$" + SALT + "$" + TAG,
                "$argon2id$v=19$m=65536,t=2,p=1$" + SALT + "$DTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
            })
    void anotherSaltCostOrHashIsAnotherHash(String other) {
        assertThat(Argon2idHash.parse(other))
                .isNotEqualTo(Argon2idHash.parse("$argon2id$v=19$m=65536,t=2,p=1$" + SALT + "$" + TAG));
    }

    @ParameterizedTest
    @CsvSource({
        "m=7167, expected m",
        "m=262145, expected m",
        "m=999999, expected m",
        "t=17, expected t",
        "p=17, expected p",
        "m=0, 'expected m= followed by a whole number'",
        "t=0, 'expected t= followed by a whole number'",
        "p=00, 'expected p= followed by a whole number'",
        "m=065536, 'expected m= followed by a whole number'",
        "m=99999999999999999999, 'expected m= followed by a whole number'",
        "m=-65536, 'expected m= followed by a whole number'",
        "m=+65536, 'expected m= followed by a whole number'",
        "m=, 'expected m= followed by a whole number'",
        "m=٦٥٥٣٦, 'expected m= followed by a whole number'",
        "t=2e0, 'expected t= followed by a whole number'"
    })
    void aFigureOutOfBoundsIsRefusedByItsName(String figure, String message) {
        String phc = "$argon2id$v=19$m=65536,t=2,p=1$" + SALT + "$" + TAG;
        String name = figure.substring(0, 2);
        String spoilt = phc.replaceFirst(name + "[0-9]+", figure);

        assertThatThrownBy(() -> Argon2idHash.parse(spoilt))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$TAG variant",
                "$argon2d$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$TAG variant",
                "$Argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$TAG variant",
                "$argon2id$v=16$m=65536,t=2,p=1$c29tZXNhbHQ$TAG v=19",
                "$argon2id$m=65536,t=2,p=1$c29tZXNhbHQ$TAG $salt$hash",
                "$argon2id$v=19$t=2,m=65536,p=1$c29tZXNhbHQ$TAG m=",
                "$argon2id$v=19$m=65536,t=2$c29tZXNhbHQ$TAG order",
                "$argon2id$v=19$m=65536,t=2,p=1,data=AA$c29tZXNhbHQ$TAG order",
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ $salt$hash",
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$TAG$ $salt$hash",
                "x$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$TAG $salt$hash",
                "argon2id $salt$hash",
                "'' $salt$hash"
            })
    void anotherShapeIsRefused(String template, String message) {
        assertThatThrownBy(() -> Argon2idHash.parse(template.replace("TAG", TAG)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({
        "c29tZXNhbA, a salt of 8 to 64 bytes",
        "'', a salt of 8 to 64 bytes",
        "c29tZXNhbHQ=, the salt in base64 without padding",
        "c29tZXNhbHR, the salt in base64 without padding",
        "c29tZX-hbHQ, the salt in base64 without padding",
        "'c29tZ XNhbHQ', the salt in base64 without padding"
    })
    void aSaltThatCannotBeIsRefused(String salt, String message) {
        assertThatThrownBy(() -> Argon2idHash.parse("$argon2id$v=19$m=65536,t=2,p=1$" + salt + "$" + TAG))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aHashOfFifteenBytesIsTooShort() {
        assertThatThrownBy(() -> Argon2idHash.parse("$argon2id$v=19$m=65536,t=2,p=1$" + SALT + "$" + "A".repeat(20)))
                .hasMessage("Argon2id hash: expected a hash of 16 to 64 bytes, found 15");
    }

    @Test
    void aTextOfAMegabyteIsRefusedUnread() {
        assertThatThrownBy(() -> Argon2idHash.parse("$".repeat(1 << 20)))
                .hasMessageContaining("at most 256 characters");
    }

    @Test
    void noMessageHoldsThePastedText() {
        assertThatThrownBy(() -> Argon2idHash.parse("$argon2id$v=19$canary-of-a-secret$canary-of-a-secret$x"))
                .hasMessageNotContaining("canary");
    }

    @Test
    void knowsItsOwnKindByTheFirstCharacters() {
        assertThat(Argon2idHash.looksLike("$argon2id$v=19$…")).isTrue();
        assertThat(Argon2idHash.looksLike("$argon2i$…")).isTrue();
        assertThat(Argon2idHash.looksLike("a$argon2id")).isFalse();
    }

    static Argon2idHash cheap() {
        return Argon2idHash.parse(
                "$argon2id$v=19$m=7168,t=5,p=1$MDEyMzQ1Njc4OWFiY2RlZg$LC8lwzqbxgz/mOEekbAmZgA09TP635RvO1LgAyAP2Ck");
    }
}
