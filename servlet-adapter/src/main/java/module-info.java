/** A {@code jakarta.servlet} Filter in front of a host's routes. */
module dev.latchkey.servlet {
    requires static transitive org.jspecify;
    requires transitive dev.latchkey.core;
    requires static transitive jakarta.servlet;
    requires org.slf4j;

    exports dev.latchkey.servlet;
}
