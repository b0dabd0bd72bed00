/**
 * For a service that has run for years: its servlets stay as they are, and {@code src/main/webapp/WEB-INF/web.xml} puts
 * the filter in front of them.
 */
@NullMarked
package dev.latchkey.examples.servlet;

import org.jspecify.annotations.NullMarked;
