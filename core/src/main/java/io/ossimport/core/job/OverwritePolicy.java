package io.ossimport.core.job;

/** What to do with an object that the destination has already. */
public enum OverwritePolicy {
    /** Leave it, whatever it is. */
    NEVER,
    /** Replace it, always; OssImport's {@code isSkipExistFile=false}. */
    ALWAYS,
    /** Replace it unless it is the same; OssImport's {@code isSkipExistFile=true}. */
    DIFFERENT,
    /** Replace it when the source's is newer. */
    NEWER,
    /** Fail the object unless it is the same. */
    FAIL
}
