/**
 * The life of keys, and of the users and budgets beside them. Knows no HTTP: the front door asks it, and so do hosts.
 */
@NullMarked
package dev.latchkey.manage;

import org.jspecify.annotations.NullMarked;
