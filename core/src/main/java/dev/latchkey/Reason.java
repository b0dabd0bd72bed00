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
    /** No such key, and too many of those from this address in the last minute. */
    TOO_MANY_GUESSES(Check.KEY),
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
    /** A rule has to know what the body says, and it is no JSON object in UTF-8, is cut short, or too deep. */
    BODY_MALFORMED(Check.BODY),
    /** A member that a rule has to know stands in the body twice, or under a name that others take for the same. */
    MEMBER_REPEATED(Check.BODY),
    /** A member that a rule has to know is of another type, or too long. */
    MEMBER_MISTYPED(Check.BODY),
    /** A rule has to know what the body says, and it is larger than what is held of one. */
    BODY_TOO_LARGE(Check.BODY),
    /** A rule has to know what the body says, and too many bodies are held already. */
    BODIES_SATURATED(Check.BODY),
    /** A rule has to know the model, and the call names none. */
    MODEL_REQUIRED(Check.BODY),
    /** The profile asks for a project, and the call names none or one that cannot be. */
    INVALID_PROJECT(Check.PROJECT),
    /** The master key speaks for some user, and the call names none in {@code user}. */
    USER_REQUIRED(Check.USER),
    /** The master key speaks for some user, and the call names none in {@code metadata.user_id}. */
    METADATA_USER_REQUIRED(Check.USER),
    /** The call names another user than the key's own. */
    USER_MISMATCH(Check.USER),
    /** The key may not name this model. */
    MODEL_NOT_ALLOWED(Check.MODEL),
    /** There is no such user. */
    UNKNOWN_USER(Check.ACCOUNT),
    /** The user is blocked. */
    BLOCKED_USER(Check.ACCOUNT),
    /** The key has cost what it may cost in its life. */
    USAGE_LIMIT_REACHED(Check.USAGE),
    /** The key has cost what it may cost in this period. */
    PERIOD_LIMIT_REACHED(Check.PERIOD),
    /** The user, or a budget that the user shares, has cost what it may cost. */
    USER_BUDGET_REACHED(Check.BUDGET),
    /** One of the key's access rules refuses the call. */
    ACCESS_DENIED(Check.ACCESS),
    /** The key's access rules leave no provider for the model. */
    NO_PROVIDER_ALLOWED(Check.ACCESS),
    /** The key's project mode is none that there is. */
    INVALID_PROJECT_MODE(Check.MODE),
    /** The call is paid with provider keys, and there is none for its provider. */
    NO_PROVIDER_KEY(Check.MODE),
    /** The call is paid from credits, and none are left. */
    INSUFFICIENT_CREDITS(Check.MODE),
    /** There is neither a key for the call's provider nor any credit left. */
    NO_PROVIDER_KEY_OR_CREDITS(Check.MODE),

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
            case TOO_MANY_GUESSES -> RATE_LIMITED;
            case METADATA_USER_REQUIRED -> USER_REQUIRED;
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
