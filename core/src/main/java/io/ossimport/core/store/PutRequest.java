package io.ossimport.core.store;

/**
 * Describes an object that is to be written.
 *
 * @param length exact size in bytes, which the body must give
 * @param ifAbsent refuse with {@link StoreException.Kind#ALREADY_EXISTS} when the key is taken,
 *     where the store can
 */
public record PutRequest(Key key, long length, ObjectMetadata metadata, boolean ifAbsent) {}
