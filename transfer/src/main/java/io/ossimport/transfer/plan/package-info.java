/**
 * Who works on which range of keys: the planner, its orders to movers and their reports. Pure state
 * machines without threads or clocks; whoever carries the messages may lose, repeat and reorder
 * them.
 */
@NullMarked
package io.ossimport.transfer.plan;

import org.jspecify.annotations.NullMarked;
