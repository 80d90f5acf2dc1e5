package io.ossimport.transfer.copy;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.store.UploadedPart;

/**
 * A part that the destination took and that was compared.
 *
 * @param isProven whether the destination sent a checksum, which equalled ours
 * @param forSource ours to compare with what the source keeps, or NONE
 */
public record SentPart(UploadedPart part, boolean isProven, Checksum forSource) {}
