package io.ossimport.core.job;

/** What a job does. */
public enum JobType {
    /** Copies and proves. */
    IMPORT,
    /** Compares both ends and copies nothing; OssImport's {@code jobType=audit}. */
    VERIFY
}
