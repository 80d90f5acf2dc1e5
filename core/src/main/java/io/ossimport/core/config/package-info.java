/**
 * From files and environment to values: OssImport's job files, secrets, and all mistakes at once.
 */
@NullMarked
package io.ossimport.core.config;

import org.jspecify.annotations.NullMarked;
