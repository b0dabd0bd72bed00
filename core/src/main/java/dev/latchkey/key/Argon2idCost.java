package dev.latchkey.key;

/**
 * How dear one Argon2id computation is.
 *
 * @param memoryKiB 7168 to 262144
 * @param iterations 1 to 16
 * @param parallelism 1 to 16
 */
record Argon2idCost(int memoryKiB, int iterations, int parallelism) {

    /** What OWASP's Password Storage Cheat Sheet asks for at least. */
    static final Argon2idCost RECOMMENDED = new Argon2idCost(19 * 1024, 2, 1);

    Argon2idCost {
        check("m, the memory in KiB", memoryKiB, 7 * 1024, 256 * 1024);
        check("t, the number of iterations", iterations, 1, 16);
        check("p, the parallelism", parallelism, 1, 16);
    }

    private static void check(String parameter, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "Argon2id hash: expected " + parameter + ", to be " + least + " to " + most);
        }
    }

    /** The parameters as PHC text writes them. */
    String phc() {
        return "m=" + memoryKiB + ",t=" + iterations + ",p=" + parallelism;
    }
}
