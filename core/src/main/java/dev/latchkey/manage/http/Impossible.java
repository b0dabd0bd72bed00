package dev.latchkey.manage.http;

import dev.latchkey.manage.ManagementException;

/** What is answered where a change cannot be made. */
final class Impossible {
    private Impossible() {}

    /** @param conditional whether the request named the version that it was made from */
    static Refused told(ManagementException e, boolean conditional) {
        String message = String.valueOf(e.getMessage());
        return switch (e.problem()) {
            case UNKNOWN_KEY -> Refused.of(404, "key_not_found", message);
            case UNKNOWN_USER -> Refused.of(404, "user_not_found", message);
            case DELETED_USER -> Refused.of(404, "user_deleted", message);
            case UNKNOWN_BUDGET -> Refused.of(404, "budget_not_found", message);
            case EXISTS -> Refused.of(409, "already_exists", message);
            case CHANGED_MEANWHILE ->
                conditional
                        ? Refused.of(412, "precondition_failed", message)
                        : Refused.of(409, "changed_meanwhile", message);
            case EXPIRY_PAST -> Refused.of(400, "expiry_past", message);
            case EXPIRED -> Refused.of(400, "key_expired", message);
            case LIVES_TOO_LONG, INVALID -> Refused.because(Fault.told(message));
        };
    }
}
