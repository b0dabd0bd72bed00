package dev.latchkey.manage.http;

import org.jspecify.annotations.Nullable;

/**
 * What is answered to a request that was carried out.
 *
 * @param status the HTTP status code
 * @param body a JSON value; null for none
 * @param version the entity's version, which makes its tag; 0 where there is no single one
 */
record Reply(int status, @Nullable Object body, long version) {

    static Reply of(Object body) {
        return new Reply(200, body, 0);
    }

    static Reply of(Object entity, long version) {
        return new Reply(200, entity, version);
    }

    static Reply done() {
        return new Reply(204, null, 0);
    }
}
