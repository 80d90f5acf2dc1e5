package io.ossimport.transfer.verify;

import io.ossimport.transfer.report.Requests;

/**
 * How far a comparison is.
 *
 * @param leftOut source objects outside the job's filters, which have no row
 * @param listed keys that both ends listed, together; some twice, where a range was cut
 * @param bytesRead of objects, at both ends together
 */
public record VerifyTotals(
        VerifyCounts counts,
        long leftOut,
        long listed,
        long bytesRead,
        Requests source,
        Requests destination) {}
