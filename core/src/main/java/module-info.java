/** API-key authentication that a Java host embeds: everything that decides, and no server. */
module dev.latchkey.core {
    requires static transitive org.jspecify;
    requires com.fasterxml.jackson.databind;
    requires com.github.benmanes.caffeine;
    requires org.bouncycastle.provider;
    requires org.slf4j;

    exports dev.latchkey;
    exports dev.latchkey.access;
    exports dev.latchkey.body;
    exports dev.latchkey.key;
    exports dev.latchkey.manage;
    exports dev.latchkey.manage.http;
    exports dev.latchkey.profile;
    exports dev.latchkey.quota;
}
