package io.ossimport.transfer.input;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of OssImport's HTTP list: columns with blanks between them, in UTF-8; lines end as
 * Unix, Windows or old Macs have them. For one thread.
 */
final class HttpListRows implements Rows {

    /** Longer than any URL that servers take. */
    static final int MOST_BYTES = 64 << 10;

    private final InputStream in;
    private long offset;
    private long number;

    private HttpListRows(InputStream in) {
        this.in = in;
    }

    static HttpListRows of(Path file) throws IOException {
        return new HttpListRows(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
    }

    @Override
    public @Nullable Row next() throws IOException {
        long begin = offset;
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        boolean isTooLong = false;
        int b = read();
        if (b < 0) {
            return null;
        }
        for (; b >= 0 && b != '\n' && b != '\r'; b = read()) {
            isTooLong |= line.size() >= MOST_BYTES;
            if (!isTooLong) {
                line.write(b);
            }
        }
        if (b == '\r') {
            skipNewline();
        }
        number++;
        return isTooLong
                ? new Row(number, begin, List.of(), "is longer than " + MOST_BYTES + " bytes")
                : row(number, begin, line.toByteArray());
    }

    private int read() throws IOException {
        int b = in.read();
        offset += b < 0 ? 0 : 1;
        return b;
    }

    private void skipNewline() throws IOException {
        in.mark(1);
        if (in.read() == '\n') {
            offset++;
        } else {
            in.reset();
        }
    }

    /** The row that these bytes are. */
    static Row row(long number, long offset, byte[] line) {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
        } catch (CharacterCodingException e) {
            return new Row(number, offset, List.of(), "is not UTF-8");
        }
        boolean isMarked = offset == 0 && text.startsWith("\uFEFF");
        String plain = (isMarked ? text.substring(1) : text).strip();
        return plain.isEmpty()
                ? new Row(number, offset, List.of(), "is blank")
                : new Row(number, offset, List.of(plain.split("\\s+")), "");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
