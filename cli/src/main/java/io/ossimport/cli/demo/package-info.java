/**
 * A migration to watch: stand-in clouds on loopback, filled with what every machine with Maven and
 * a JDK has.
 */
@NullMarked
package io.ossimport.cli.demo;

import org.jspecify.annotations.NullMarked;
