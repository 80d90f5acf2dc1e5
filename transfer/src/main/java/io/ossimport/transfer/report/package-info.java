/** The books: totals, outcome lists, summaries, and the folder where they lie. */
@NullMarked
package io.ossimport.transfer.report;

import org.jspecify.annotations.NullMarked;
