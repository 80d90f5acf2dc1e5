package io.ossimport.testkit.cloud;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;

/** Takes a small body whole: a document, or none at all. */
final class DocumentExchange implements Exchange {

    // 10,000 parts with ETag and checksum are about 2 MiB.
    private static final int MAX_BYTES = 8 * 1024 * 1024;

    /** What is done with the document. */
    interface Act {
        Reply act(byte[] document) throws CloudError;
    }

    private final PayloadRule payload;
    private final Act act;
    private final ByteArrayOutputStream document = new ByteArrayOutputStream(0);

    DocumentExchange(PayloadRule payload, Act act) {
        this.payload = payload;
        this.act = act;
    }

    @Override
    public void body(ByteBuf piece) throws CloudError {
        if (document.size() + piece.readableBytes() > MAX_BYTES) {
            throw new CloudError(400, "MaxMessageLengthExceeded", "Your request was too big.");
        }
        byte[] bytes = new byte[piece.readableBytes()];
        piece.readBytes(bytes);
        document.writeBytes(bytes);
    }

    @Override
    public Reply end() throws CloudError {
        byte[] bytes = document.toByteArray();
        String sha256 = payload.sha256();
        if (sha256 != null && !Hmac.sha256Hex(bytes).equals(sha256)) {
            throw new CloudError(
                    400,
                    "XAmzContentSHA256Mismatch",
                    "The provided 'x-amz-content-sha256' header does not match what was computed.");
        }
        return act.act(bytes);
    }
}
