/**
 * Faults under the program: every call on a file or socket can be made to fail, one after the
 * other. Nothing in the program knows of it; {@link io.ossimport.testkit.fault.FaultAgent} changes
 * the classes of the JDK and of Netty in this JVM, and gives them back.
 */
@NullMarked
package io.ossimport.testkit.fault;

import org.jspecify.annotations.NullMarked;
