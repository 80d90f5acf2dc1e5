/**
 * Whole jobs in one thread and in virtual time, from a seed: real planners and movers between
 * stores and a cluster that fail in every way that they may.
 */
@NullMarked
package io.ossimport.transfer.simulation;

import org.jspecify.annotations.NullMarked;
