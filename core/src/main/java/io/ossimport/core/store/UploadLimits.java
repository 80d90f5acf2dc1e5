package io.ossimport.core.store;

/**
 * The sizes that a store accepts, in bytes.
 *
 * @param maxPut the largest object that one put may carry
 * @param minPart the smallest part of a multipart upload that is not the last one
 * @param maxPart the largest part
 * @param maxParts the most parts of one upload
 * @param maxObject the largest object there can be
 */
public record UploadLimits(long maxPut, long minPart, long maxPart, int maxParts, long maxObject) {}
