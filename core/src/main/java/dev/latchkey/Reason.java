package dev.latchkey;

/**
 * Why a request was refused: fine enough that every profile can find its own words for it. Only a profile knows status
 * codes; a client may be told less than this.
 */
public enum Reason {
    /** The path would mean something else to a container that normalises it. */
    ODD_PATH(Check.PATH),
    /** No key is configured at all. */
    NOT_CONFIGURED(Check.CONFIGURED),
    /** The keys are not known well enough to decide: a store is down, or its last word is too old. */
    UNAVAILABLE(Check.KEY),
    /** Too many secrets that a person chose are being tried at once; ordinary keys never get this. */
    SATURATED(Check.KEY),

    /** No credential header, or only empty ones. */
    NO_CREDENTIAL(Check.CREDENTIAL),
    /** A credential header that speaks another scheme than the one asked for. */
    WRONG_SCHEME(Check.CREDENTIAL),
    /** The scheme, and nothing behind it. */
    EMPTY_CREDENTIAL(Check.CREDENTIAL),
    /** Credentials that differ, a repeated header, or a list where one value belongs. */
    AMBIGUOUS_CREDENTIAL(Check.CREDENTIAL),

    /** More than 512 bytes. */
    TOO_LONG(Check.FORMAT),
    /** Characters that no key has. */
    BAD_CHARACTERS(Check.FORMAT),
    /** Not the prefix that the profile asks for. */
    BAD_PREFIX(Check.FORMAT),
    /** Fewer characters than the profile asks for. */
    TOO_SHORT(Check.FORMAT),
    /** The right shape and the wrong checksum: mistyped, cut short, or made up. */
    BAD_CHECKSUM(Check.FORMAT),

    /** No such key. */
    UNKNOWN_KEY(Check.KEY),
    /** The key was deleted or revoked. */
    DELETED_KEY(Check.STATUS),
    /** The key is switched off. */
    INACTIVE_KEY(Check.STATUS),
    /** The key's first instant lies ahead. */
    NOT_YET_VALID(Check.NOT_BEFORE),
    /** The key has expired. */
    EXPIRED_KEY(Check.EXPIRY),
    /** This one of the key's secrets was replaced, and its time beside the new one has ended; the key lives on. */
    EXPIRED_SECRET(Check.EXPIRY),

    /** The key lacks a scope that the route requires. */
    MISSING_SCOPE(Check.SCOPE),
    /** The key may not be used from this address, or the address is not known. */
    ADDRESS_NOT_ALLOWED(Check.ADDRESS),
    /** A rate limit of the key, its user or its address has no permit left. */
    RATE_LIMITED(Check.RATE_LIMIT),
    /** The key may not name this model. */
    MODEL_NOT_ALLOWED(Check.MODEL),
    /** The key has cost what it may cost in its life. */
    USAGE_LIMIT_REACHED(Check.USAGE),
    /** The key has cost what it may cost in this period. */
    PERIOD_LIMIT_REACHED(Check.PERIOD),
    /** One of the key's access rules refuses the call. */
    ACCESS_DENIED(Check.ACCESS),
    /** The key's access rules leave no provider for the model. */
    NO_PROVIDER_ALLOWED(Check.ACCESS),

    /** A management route, and no master key to open it with. */
    MASTER_KEY_NOT_CONFIGURED(Check.CONFIGURED),
    /** A management route, and a credential that is not the master key. */
    NOT_THE_MASTER_KEY(Check.KEY);

    private final Check check;

    Reason(Check check) {
        this.check = check;
    }

    /**
     * The reason whose words a profile uses where it has none of its own for this one; itself for the few that everything
     * ends in.
     */
    Reason readsAs() {
        return switch (this) {
            case WRONG_SCHEME, EMPTY_CREDENTIAL -> NO_CREDENTIAL;
            case TOO_LONG,
                    BAD_CHARACTERS,
                    BAD_PREFIX,
                    TOO_SHORT,
                    BAD_CHECKSUM,
                    DELETED_KEY,
                    INACTIVE_KEY,
                    NOT_YET_VALID,
                    EXPIRED_KEY,
                    EXPIRED_SECRET,
                    NOT_THE_MASTER_KEY -> UNKNOWN_KEY;
            case SATURATED -> UNAVAILABLE;
            case NO_PROVIDER_ALLOWED -> ACCESS_DENIED;
            case PERIOD_LIMIT_REACHED -> USAGE_LIMIT_REACHED;
            default -> this;
        };
    }

    /** Whether there was a credential at all, in a scheme that is understood here. */
    boolean followsACredential() {
        return readsAs() == UNKNOWN_KEY;
    }

    /** The check that refuses for this reason. */
    public Check check() {
        return check;
    }
}
