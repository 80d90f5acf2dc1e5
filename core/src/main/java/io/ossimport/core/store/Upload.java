package io.ossimport.core.store;

/** An open multipart upload: durable enough to be written down and gone on with elsewhere. */
public record Upload(Key key, String uploadId) {}
