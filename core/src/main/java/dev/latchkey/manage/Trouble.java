package dev.latchkey.manage;

/** What a log may say of a failure. */
final class Trouble {
    private Trouble() {}

    /** A repository's own words are for operators; of any other exception nobody knows what its message repeats. */
    static String of(Throwable e) {
        return e instanceof RepositoryException && e.getMessage() != null
                ? e.getMessage()
                : e.getClass().getName();
    }
}
