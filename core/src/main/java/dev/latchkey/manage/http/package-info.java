/**
 * The management API as requests and answers: which routes there are, what they read and what they say. No server in it:
 * adapters bring the requests and write the answers. What is done to keys, users and budgets is decided below, in
 * {@code dev.latchkey.manage}.
 */
@NullMarked
package dev.latchkey.manage.http;

import org.jspecify.annotations.NullMarked;
