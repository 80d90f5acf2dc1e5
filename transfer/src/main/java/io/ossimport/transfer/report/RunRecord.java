package io.ossimport.transfer.report;

/**
 * How a run came about, as {@code run.json} keeps it.
 *
 * @param run its number, from 1
 * @param startedMillis when it first began, since 1970
 * @param retryOf the run whose failed objects it is about; 0 for all that is listed
 */
public record RunRecord(int run, long startedMillis, int retryOf) {}
