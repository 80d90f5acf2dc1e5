/**
 * XML from stores, read without trust: small answers into a tree, pages of listings at full speed.
 * No document type, no entities of its own, bounded depth and size; a page that is cut short or
 * malformed is an error, never a shorter page.
 */
@NullMarked
package io.ossimport.wire.xml;

import org.jspecify.annotations.NullMarked;
