/**
 * How fast OssImport is, one question a class: each starts the stand-in clouds in its own JVM, runs
 * OssImport and its peers as whole processes against them, and prints what they cost as ratios
 * taken in the same run.
 */
@NullMarked
package io.ossimport.bench;

import org.jspecify.annotations.NullMarked;
