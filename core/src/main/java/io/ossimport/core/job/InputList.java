package io.ossimport.core.job;

import java.io.Serializable;

/**
 * A list of the objects that a job takes, instead of all that the source lists.
 *
 * @param place an absolute path, or {@code s3://bucket/key} or {@code oss://bucket/key}; empty for
 *     no list
 * @param form how it is written
 * @param prefixColumn of {@link Form#HTTP}: where the first part of a row's URL stands, from 1;
 *     otherwise 0
 * @param pathColumn where its rest stands, which is the key
 */
public record InputList(String place, Form form, int prefixColumn, int pathColumn)
        implements Serializable {

    /** How a list is written. */
    public enum Form {
        /** Found out from the list itself. */
        AUTO,
        /** CSV whose first line names the columns, as our own lists have them. */
        CSV,
        /** CSV of {@code bucket,key[,version]}, as S3 Batch Operations reads it. */
        S3_BATCH,
        /** An inventory of S3 or OSS, by its {@code manifest.json}. */
        INVENTORY,
        /** OssImport's list for {@code srcType=http}: columns with blanks between them. */
        HTTP,
        /** The source's own listing, whole, before anything is copied. */
        SCAN
    }

    /** No list: the source is scanned. */
    public static final InputList NONE = new InputList("", Form.AUTO);

    /** The source is listed whole and in any order, and sorted here. */
    public static final InputList SCAN = new InputList("", Form.SCAN);

    /** A list of keys. */
    public InputList(String place, Form form) {
        this(place, form, 0, 0);
    }

    /** Whether its rows are URLs, which only the list itself keeps. */
    public boolean hasUrls() {
        return form == Form.HTTP;
    }

    /** Whether the objects are known before anything is copied. */
    public boolean given() {
        return isScan() || !place.isEmpty();
    }

    /** Whether it is the source's own listing. */
    public boolean isScan() {
        return form == Form.SCAN;
    }
}
