package dev.latchkey.key;

/** Whether a key is in service. Revoked means {@link #DELETED}: a deleted key never returns. */
public enum KeyStatus {
    /** In service, within its dates. */
    ACTIVE,
    /** Out of service until it is reactivated. */
    INACTIVE,
    /** Out of service for good; kept so that it is known to be dead. */
    DELETED
}
