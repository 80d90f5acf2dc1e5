/**
 * Serializers, each with a version number in front of every value: whatever an older version of
 * this program left in a checkpoint can be read.
 */
@NullMarked
package io.ossimport.engine.state;

import org.jspecify.annotations.NullMarked;
