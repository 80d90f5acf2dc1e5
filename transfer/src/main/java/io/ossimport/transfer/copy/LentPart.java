package io.ossimport.transfer.copy;

import org.jspecify.annotations.Nullable;

/**
 * How a part of a {@link Loan} ended.
 *
 * @param number of the part, from 1
 * @param sent null when it could not be sent: whoever lent it sends it, and sees why
 */
public record LentPart(String loanId, int number, @Nullable SentPart sent) {}
