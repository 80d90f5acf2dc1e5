/**
 * Stand-ins for the few classes of Hadoop that ORC loads when it reads and that parquet-floor does
 * not have: with them no jar of Hadoop is needed. See docs/decisions/input-lists.md.
 */
@NullMarked
package org.apache.hadoop;

import org.jspecify.annotations.NullMarked;
