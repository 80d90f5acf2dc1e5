package io.ossimport.core.job;

import java.io.Serializable;

/**
 * A list of the objects that a job takes, instead of all that the source lists.
 *
 * @param place an absolute path, or {@code s3://bucket/key} or {@code oss://bucket/key}; empty for
 *     no list
 * @param form how it is written
 */
public record InputList(String place, Form form) implements Serializable {

    /** How a list is written. */
    public enum Form {
        /** Found out from the list itself. */
        AUTO,
        /** CSV whose first line names the columns, as our own lists have them. */
        CSV,
        /** CSV of {@code bucket,key[,version]}, as S3 Batch Operations reads it. */
        S3_BATCH,
        /** An inventory of S3 or OSS, by its {@code manifest.json}. */
        INVENTORY
    }

    /** No list: the source is scanned. */
    public static final InputList NONE = new InputList("", Form.AUTO);

    /** Whether there is one. */
    public boolean given() {
        return !place.isEmpty();
    }
}
