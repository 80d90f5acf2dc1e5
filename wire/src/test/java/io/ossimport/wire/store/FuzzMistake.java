package io.ossimport.wire.store;

/** A target that does not hold, to see that a finding is one: decoding may shorten. */
public final class FuzzMistake {

    private FuzzMistake() {}

    public static void fuzzerTestOneInput(byte[] input) {
        byte[] decoded;
        try {
            decoded = UriCodec.decode(input);
        } catch (IllegalArgumentException e) {
            return; // not encoded
        }
        FuzzTarget.must(decoded.length == input.length, "shorter when decoded");
    }
}
