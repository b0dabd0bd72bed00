/**
 * Keys, users, budgets and money over JDBC: H2 in a file, PostgreSQL for several nodes. Decides nothing; core does.
 */
@NullMarked
package dev.latchkey.jdbc;

import org.jspecify.annotations.NullMarked;
