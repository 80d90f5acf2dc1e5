/**
 * Strict stand-ins for S3 and OSS: servers on loopback that check what the real services check,
 * record every request and fail on purpose. Nothing here shares code with the connectors, so that a
 * misreading of a protocol shows.
 */
@NullMarked
package io.ossimport.testkit.cloud;

import org.jspecify.annotations.NullMarked;
