package io.ossimport.transfer.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TimeZone;
import org.apache.orc.OrcProto;
import org.apache.orc.StripeInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that Apache's writer has written; {@code orc/README.md} beside them says how. */
class OrcRowsTest {

    private static final String ODD = "a b/ü+%2F\u0001😀.jpg";
    private static final List<List<String>> FEW =
            List.of(
                    List.of(
                            "photos",
                            ODD,
                            "true",
                            "false",
                            "5000000000",
                            "2024-05-01T00:00:00.123Z",
                            "0123456789abcdef0123456789abcdef-7",
                            "STANDARD"),
                    List.of("photos", "gone", "true", "true", "", "2024-05-01T00:00:01Z", "", ""),
                    List.of(
                            "photos",
                            ODD,
                            "false",
                            "false",
                            "0",
                            "1969-12-31T23:59:58.500Z",
                            "d41d8cd98f00b204e9800998ecf8427e",
                            "GLACIER"));

    @TempDir Path temp;

    private static byte[] written(String name) {
        try (InputStream in = OrcRowsTest.class.getResourceAsStream("orc/" + name)) {
            return Objects.requireNonNull(in).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path put(byte[] bytes) throws IOException {
        return Files.write(temp.resolve("inventory.orc"), bytes);
    }

    private List<List<String>> read(byte[] bytes) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        try (OrcRows orc = OrcRows.open(put(bytes), "data/0.orc")) {
            for (Rows.Row row = orc.next(); row != null; row = orc.next()) {
                assertThat(row.line()).isEqualTo(rows.size() + 1);
                assertThat(row.problem()).isEmpty();
                rows.add(row.cells());
            }
            assertThat(orc.next()).isNull();
        }
        return rows;
    }

    @Test
    void theColumnsThatMatterAreReadFromEveryStripe() throws IOException {
        List<List<String>> rows = read(written("zlib.orc"));

        assertThat(rows).hasSize(3000 + FEW.size() + 1);
        assertThat(rows.subList(3000, 3003)).isEqualTo(FEW);
        assertThat(rows.get(2999))
                .containsExactly(
                        "photos",
                        "photos/02999.jpg",
                        "true",
                        "false",
                        "3099",
                        "2024-05-01T00:49:59Z",
                        "00000000000000000000000000000003",
                        "STANDARD");
        assertThat(rows.get(1025)).contains("photos/01025.jpg", "1125", "STANDARD_IA");
        assertThat(rows.get(3003)).contains("z", "2024-05-02T00:00:00Z");
        try (OrcRows orc = OrcRows.open(put(written("empty.orc")), "data/0.orc")) {
            assertThat(orc.columns())
                    .containsExactly(
                            "bucket",
                            "key",
                            "islatest",
                            "isdeletemarker",
                            "size",
                            "lastmodifieddate",
                            "etag",
                            "storageclass");
        }
    }

    @Test
    void aFileMayHaveNoRows() throws IOException {
        assertThat(read(written("empty.orc"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none.orc", "snappy.orc", "old.orc"})
    void otherWaysOfPackingAreRead(String name) throws IOException {
        assertThat(read(written(name))).isEqualTo(FEW);
    }

    @Test
    void otherTypesGiveTextsOrAreLeftOut() throws IOException {
        assertThat(read(written("types.orc")))
                .containsExactly(
                        List.of(
                                "photos",
                                "a0",
                                "true",
                                "7",
                                "2024-05-01T00:00:00.000001Z",
                                "e0",
                                "0",
                                "300"),
                        List.of("", "", "", "", "", "", "", ""),
                        List.of(
                                "photos",
                                "a2",
                                "true",
                                "9",
                                "2024-05-01T00:00:02.000001Z",
                                "e2",
                                "-2",
                                "302"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"LZO", "LZ4", "ZSTD", "BROTLI"})
    void aCodecThatIsNotHereIsNamed(String codec) {
        byte[] bytes = written("none.orc");
        OrcProto.PostScript.Builder script = script(bytes);
        script.setCompression(OrcProto.CompressionKind.valueOf(codec));
        byte[] other = withEnd(Arrays.copyOf(bytes, scriptAt(bytes)), script);

        assertThatThrownBy(() -> read(other))
                .isInstanceOf(InputListException.class)
                .hasMessageContaining("data/0.orc is compressed with " + codec + ", which cannot");
    }

    @Test
    void timesAreOfUtcWhateverTheZoneHere() throws IOException {
        TimeZone zone = TimeZone.getDefault();
        // where clocks are changed between the day from which ORC counts and those of the rows
        TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
        try {
            assertThat(read(written("none.orc"))).isEqualTo(FEW);
            assertThat(read(withoutZone(written("none.orc")))).isEqualTo(FEW);
        } finally {
            TimeZone.setDefault(zone);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none.orc", "zlib.orc", "empty.orc"})
    void aFileThatWasCutIsDamaged(String name) throws IOException {
        byte[] bytes = written(name);
        for (int length = 0; length < bytes.length; length += Math.max(1, bytes.length / 200)) {
            expectDamaged(Arrays.copyOf(bytes, length));
            expectDamaged(Arrays.copyOfRange(bytes, length + 1, bytes.length));
        }
    }

    @Test
    void aFileOfAnotherKindIsDamaged() throws IOException {
        expectDamaged(new byte[5000]);
        expectDamaged("PAR1 and so on, PAR1".repeat(100).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aStripeThatIsDamagedEndsTheReading() throws IOException {
        byte[] bytes = written("zlib.orc");
        StripeInformation last;
        try (OrcBytes orc = new OrcBytes(FileChannel.open(put(bytes)), "data/0.orc")) {
            last = orc.tail().getStripes().get(2);
        }
        Arrays.fill(
                bytes,
                (int) last.getOffset(),
                (int) (last.getOffset() + last.getLength()),
                (byte) 7);

        try (OrcRows orc = OrcRows.open(put(bytes), "data/0.orc")) {
            // the next stripe is looked at when the one before has been read
            for (int row = 0; row < 3000; row++) {
                assertThat(orc.next()).isNotNull();
            }
            assertThatThrownBy(orc::next)
                    .isInstanceOf(InputListException.class)
                    .hasMessageStartingWith("The input list data/0.orc is damaged: ");
        }
    }

    private void expectDamaged(byte[] bytes) {
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(InputListException.class)
                .hasMessageStartingWith("The input list data/0.orc is damaged: ");
    }

    private static int scriptAt(byte[] bytes) {
        return bytes.length - 1 - (bytes[bytes.length - 1] & 0xFF);
    }

    private static OrcProto.PostScript.Builder script(byte[] bytes) {
        try {
            int at = scriptAt(bytes);
            return OrcProto.PostScript.parseFrom(ByteBuffer.wrap(bytes, at, bytes.length - 1 - at))
                    .toBuilder();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] withEnd(byte[] before, OrcProto.PostScript.Builder script) {
        byte[] end = script.build().toByteArray();
        return joined(before, end, new byte[] {(byte) end.length});
    }

    /** A file of one stripe that is not packed, as a writer would leave it that names no zone. */
    private static byte[] withoutZone(byte[] bytes) throws IOException {
        OrcProto.PostScript.Builder script = script(bytes);
        int footerAt = scriptAt(bytes) - (int) script.getFooterLength();
        OrcProto.Footer.Builder footer =
                OrcProto.Footer.parseFrom(
                        ByteBuffer.wrap(bytes, footerAt, (int) script.getFooterLength()))
                        .toBuilder();
        OrcProto.StripeInformation.Builder stripe = footer.getStripesBuilder(0);
        int at = (int) (stripe.getOffset() + stripe.getIndexLength() + stripe.getDataLength());
        OrcProto.StripeFooter old =
                OrcProto.StripeFooter.parseFrom(
                        ByteBuffer.wrap(bytes, at, (int) stripe.getFooterLength()));
        assertThat(old.getWriterTimezone()).isEqualTo("UTC");
        byte[] end = old.toBuilder().clearWriterTimezone().build().toByteArray();
        stripe.setFooterLength(end.length);
        byte[] all = footer.build().toByteArray();
        script.setFooterLength(all.length).setMetadataLength(0);
        return withEnd(joined(Arrays.copyOf(bytes, at), end, all), script);
    }

    private static byte[] joined(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(p -> p.length).sum());
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }
}
