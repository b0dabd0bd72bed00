package dev.latchkey;

/** Why a call could not be read, for tests outside of this package. */
public final class Unread {
    private Unread() {}

    /** The reason and the member, or empty text where it was read. */
    public static String why(Call call) {
        Denial denial = call.unreadable();
        return denial == null
                ? ""
                : denial.reason()
                        + denial.facts().member().map(member -> " " + member).orElse("");
    }
}
