package dev.latchkey;

/** What it means that no ring, file, store or master key was named. A store may always start empty. */
public enum EmptyKeySet {
    /** A mistake: {@code build()} throws. */
    REFUSE_TO_START,
    /** Nothing yet: every credential is unknown until keys come. */
    START_EMPTY,
    /** Every protected request is answered {@link Reason#NOT_CONFIGURED} until a key exists. */
    ANSWER_NOT_CONFIGURED
}
