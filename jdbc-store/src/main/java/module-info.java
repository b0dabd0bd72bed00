/** Keys, users, budgets and money in H2 or PostgreSQL. */
module dev.latchkey.jdbc {
    requires static transitive org.jspecify;
    requires transitive dev.latchkey.core;
    requires transitive java.sql;
    requires com.fasterxml.jackson.databind;
    requires org.slf4j;
    requires static org.postgresql.jdbc;

    exports dev.latchkey.jdbc;
}
