package io.ossimport.cli.cluster;

import java.util.Arrays;

/**
 * What a machine answered.
 *
 * @param status of what ran there; {@link #UNREACHED} when nothing did
 * @param err what it, or ssh, said otherwise
 * @param askedMillis since 1970, by the clock here
 * @param answeredMillis likewise
 */
public record Answer(
        String host, int status, String out, String err, long askedMillis, long answeredMillis) {

    /** Of ssh, when it could not do what was asked. */
    static final int UNREACHED = 255;

    /** Whether the machine itself has answered. */
    public boolean isReached() {
        return status != UNREACHED;
    }

    public boolean isFine() {
        return status == 0;
    }

    /** The last line that says why not, or that there is none. */
    public String why() {
        return Arrays.stream((out + "\n" + err).split("\n", -1))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .reduce((first, second) -> second)
                .orElse("it said nothing (status " + status + ")");
    }
}
