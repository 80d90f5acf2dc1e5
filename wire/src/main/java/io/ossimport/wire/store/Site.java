package io.ossimport.wire.store;

/**
 * Where calls go and for which region they are signed.
 *
 * @param region the vendor's region id
 */
public record Site(BucketAddress address, String region) {}
