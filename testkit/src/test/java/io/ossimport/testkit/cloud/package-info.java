/** The stand-ins against the vendors' own clients, and against raw requests. */
@NullMarked
package io.ossimport.testkit.cloud;

import org.jspecify.annotations.NullMarked;
