package io.ossimport.testkit.cloud;

/** In which order a bucket lists, and from where. */
public enum ListingHabit {
    /** In the order of keys, from any key on. */
    ORDERED,
    /**
     * In no order, and only from the beginning or from a token on, as S3 directory buckets do, for
     * which {@code start-after} is not supported: AmazonS3/latest/API/API_ListObjectsV2.html
     */
    UNORDERED,
    /** In the order of keys, but {@code start-after} is not heeded, as by some that speak S3. */
    IGNORES_START_AFTER
}
