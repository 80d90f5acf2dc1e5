package io.ossimport.testkit.cloud;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads an {@code aws-chunked} body and checks each chunk's signature and the trailer's, as
 * docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html and
 * .../sigv4-streaming-trailers.html define them. Used by one thread.
 */
final class AwsChunks {

    private static final int MAX_LINE_BYTES = 8192;

    /** What chunk signatures are made with. */
    static final class Signing {
        private final byte[] key;
        private final String timestamp;
        private final String scope;
        private final String seed;

        /**
         * @param seed the signature of the request's head
         */
        Signing(byte[] key, String timestamp, String scope, String seed) {
            this.key = key;
            this.timestamp = timestamp;
            this.scope = scope;
            this.seed = seed;
        }
    }

    private enum State {
        SIZE,
        DATA,
        DATA_END,
        TRAILER,
        DONE
    }

    private final @Nullable Signing signing;
    private final boolean trailer;
    private final StringBuilder line = new StringBuilder();
    private final Map<String, String> trailers = new TreeMap<>();
    private State state = State.SIZE;
    private long left;
    private String previous;
    private String chunkSignature = "";
    private final MessageDigest chunkDigest = sha256();

    /**
     * @param signing null when only the head is signed
     * @param trailer whether headers come behind the last chunk
     */
    AwsChunks(@Nullable Signing signing, boolean trailer) {
        this.signing = signing;
        this.trailer = trailer;
        this.previous = signing == null ? "" : signing.seed;
    }

    /** Takes the framing off; gives what {@code in} holds of the object to {@code sink}. */
    void read(ByteBuf in, BodySink sink) throws CloudError {
        while (in.isReadable()) {
            switch (state) {
                case DATA -> readData(in, sink);
                case DONE -> throw incomplete();
                default -> {
                    byte b = in.readByte();
                    if (b == '\n') {
                        endLine();
                    } else if (b != '\r') {
                        if (line.length() == MAX_LINE_BYTES) {
                            throw incomplete();
                        }
                        line.append((char) (b & 0xFF));
                    }
                }
            }
        }
    }

    private void readData(ByteBuf in, BodySink sink) throws CloudError {
        int count = (int) Math.min(left, in.readableBytes());
        ByteBuf slice = in.readSlice(count);
        if (signing != null) {
            chunkDigest.update(slice.nioBuffer());
        }
        sink.write(slice);
        left -= count;
        if (left == 0) {
            state = State.DATA_END;
        }
    }

    private void endLine() throws CloudError {
        String text = line.toString();
        line.setLength(0);
        switch (state) {
            case SIZE -> beginChunk(text);
            case DATA_END -> {
                if (!text.isEmpty()) {
                    throw incomplete();
                }
                checkChunk();
                state = State.SIZE;
            }
            case TRAILER -> {
                if (text.isEmpty()) {
                    endTrailer();
                } else {
                    int colon = text.indexOf(':');
                    if (colon < 0) {
                        throw incomplete();
                    }
                    trailers.put(text.substring(0, colon).trim(), text.substring(colon + 1).trim());
                }
            }
            default -> throw incomplete();
        }
    }

    private void beginChunk(String text) throws CloudError {
        int semicolon = text.indexOf(';');
        String size = semicolon < 0 ? text : text.substring(0, semicolon);
        try {
            left = Long.parseLong(size.trim(), 16);
        } catch (NumberFormatException e) {
            throw incomplete();
        }
        String extension = semicolon < 0 ? "" : text.substring(semicolon + 1);
        if (signing != null) {
            if (!extension.startsWith("chunk-signature=")) {
                throw incomplete();
            }
            chunkSignature = extension.substring("chunk-signature=".length());
        }
        if (left > 0) {
            state = State.DATA;
        } else {
            checkChunk();
            // Behind the last chunk come the trailers, if any, and an empty line.
            state = State.TRAILER;
        }
    }

    private void checkChunk() throws CloudError {
        if (signing != null) {
            byte[] digest = chunkDigest.digest();
            check(
                    "AWS4-HMAC-SHA256-PAYLOAD",
                    Hmac.sha256Hex(new byte[0]) + "\n" + HexFormat.of().formatHex(digest),
                    chunkSignature);
        }
    }

    private void endTrailer() throws CloudError {
        String signature = trailers.remove("x-amz-trailer-signature");
        if (trailer && signing != null) {
            StringBuilder canonical = new StringBuilder();
            trailers.forEach((name, value) -> canonical.append(name + ":" + value + "\n"));
            check(
                    "AWS4-HMAC-SHA256-TRAILER",
                    Hmac.sha256Hex(canonical.toString().getBytes(StandardCharsets.UTF_8)),
                    signature == null ? "" : signature);
        }
        state = State.DONE;
    }

    private void check(String algorithm, String digests, String given) throws CloudError {
        Signing with = signing;
        if (with == null) {
            return;
        }
        String text = String.join("\n", algorithm, with.timestamp, with.scope, previous, digests);
        String expected =
                HexFormat.of()
                        .formatHex(
                                Hmac.of(
                                        "HmacSHA256",
                                        with.key,
                                        text.getBytes(StandardCharsets.UTF_8)));
        if (!Hmac.same(expected, given)) {
            throw new CloudError(
                    403,
                    "SignatureDoesNotMatch",
                    "The signature of a chunk does not match the one we calculated.");
        }
        previous = expected;
    }

    /** The trailing headers, once the whole body has been read. */
    Map<String, String> finish() throws CloudError {
        if (state != State.DONE) {
            // Some clients leave the empty line behind the last trailer to the end of the body.
            if (state == State.TRAILER && line.length() == 0) {
                endTrailer();
            } else {
                throw incomplete();
            }
        }
        return trailers;
    }

    private static CloudError incomplete() {
        return new CloudError(
                400,
                "IncompleteBody",
                "The request body terminated unexpectedly or is not framed as aws-chunked.");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
