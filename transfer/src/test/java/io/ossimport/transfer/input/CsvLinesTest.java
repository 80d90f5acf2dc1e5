package io.ossimport.transfer.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** CSV whose damage is told by line. */
class CsvLinesTest {

    private static List<String> read(byte[] bytes) throws IOException {
        List<String> rows = new ArrayList<>();
        try (CsvLines lines = CsvLines.of(new ByteArrayInputStream(bytes))) {
            for (Rows.Row row = lines.next(); row != null; row = lines.next()) {
                String content = row.problem().isEmpty() ? "" + row.cells() : row.problem();
                rows.add(row.line() + " " + content);
            }
        }
        return rows;
    }

    private static List<String> read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void linesEndAsUnixOrWindowsHasThem() throws IOException {
        assertThat(read("\uFEFFa,b\r\n\r\nc,\n\nd"))
                .containsExactly("1 [a, b]", "3 [c, ]", "5 [d]");
        assertThat(read("")).isEmpty();
    }

    @Test
    void aQuotedCellGoesOnOverLines() throws IOException {
        assertThat(read("\"a\r\nb\"\"c\",d\r\ne,f\r\n"))
                .containsExactly("1 [a\r\nb\"c, d]", "3 [e, f]");
    }

    @Test
    void aQuoteThatIsNotClosedCostsOneLine() throws IOException {
        assertThat(read("a\n\"b,c\nd,e\nf\n"))
                .containsExactly("1 [a]", "2 has a quote that is not closed", "3 [d, e]", "4 [f]");
        assertThat(read("\"a\"b,c\nd\n"))
                .containsExactly("1 is not CSV: there is something behind a closed quote", "2 [d]");
        String open = "\"x\n" + "line\n".repeat(5000);
        assertThat(read(open)).hasSize(5001).startsWith("1 has a quote that is not closed");
    }

    @Test
    void bytesThatAreNotUtf8CostOneLine() throws IOException {
        byte[] bytes = "a\nb\nc\n".getBytes(StandardCharsets.UTF_8);
        bytes[2] = (byte) 0xFF;
        assertThat(read(bytes)).containsExactly("1 [a]", "2 is not UTF-8", "3 [c]");
    }

    @Test
    void aLineWithoutEndIsNotKept() throws IOException {
        assertThat(read("x".repeat(1 << 20) + "\ny\n"))
                .containsExactly("1 is longer than 262144 bytes", "2 [y]");
    }

    @Test
    void aGzippedListIsReadThrough() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String member : List.of("a\n", "b\n")) {
            try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
                out.write(member.getBytes(StandardCharsets.UTF_8));
            }
        }
        assertThat(read(bytes.toByteArray())).containsExactly("1 [a]", "2 [b]");
    }
}
