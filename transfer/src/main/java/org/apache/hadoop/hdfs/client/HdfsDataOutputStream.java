package org.apache.hadoop.hdfs.client;

/** An empty one, for what ORC would do with a file of HDFS that it writes. */
public final class HdfsDataOutputStream {

    private HdfsDataOutputStream() {}

    /** Of which none is ever used. */
    public enum SyncFlag {
        END_BLOCK
    }
}
