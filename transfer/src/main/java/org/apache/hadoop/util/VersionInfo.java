package org.apache.hadoop.util;

/** Which Hadoop this is: ORC asks before it reads. */
public final class VersionInfo {

    private VersionInfo() {}

    /** That of the Hadoop that ORC is built with. */
    public static String getVersion() {
        return "3.4.3";
    }
}
