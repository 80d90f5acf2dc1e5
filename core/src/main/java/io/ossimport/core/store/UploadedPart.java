package io.ossimport.core.store;

import io.ossimport.core.checksum.Checksum;

/**
 * A part that a store took.
 *
 * @param number from 1
 * @param length in bytes
 * @param etag as the store gave it, needed to complete
 * @param checksum our own checksum over the part's bytes, equal to the store's where it sends one
 */
public record UploadedPart(int number, long length, String etag, Checksum checksum) {}
