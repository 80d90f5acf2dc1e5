package io.ossimport.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.orc.CompressionCodec;
import org.apache.orc.OrcFile;
import org.apache.orc.OrcProto;
import org.apache.orc.PhysicalWriter;
import org.apache.orc.impl.BitFieldWriter;
import org.apache.orc.impl.IntegerWriter;
import org.apache.orc.impl.OutStream;
import org.apache.orc.impl.RunLengthIntegerWriterV2;
import org.apache.orc.impl.ZlibCodec;
import org.apache.orc.impl.writer.StreamOptions;
import org.jspecify.annotations.Nullable;

/**
 * A file of ORC in the making, packed with Zlib: ORC's own encoders, put together here because its
 * writer needs Hadoop.
 */
final class WrittenOrc {

    private static final int BLOCK_BYTES = 1 << 12; // so small that a stream has several
    private static final long TIMES_BEGIN = Instant.parse("2015-01-01T00:00:00Z").getEpochSecond();

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private final OrcProto.Footer.Builder footer = OrcProto.Footer.newBuilder();
    private final List<OrcProto.Type.Kind> kinds = new ArrayList<>();

    /**
     * Begins a file.
     *
     * @param columns names and types, as {@code key:string,size:bigint}
     */
    WrittenOrc(String columns) {
        file.writeBytes(OrcFile.MAGIC.getBytes(StandardCharsets.US_ASCII));
        OrcProto.Type.Builder row = OrcProto.Type.newBuilder().setKind(OrcProto.Type.Kind.STRUCT);
        for (String column : columns.split(",", -1)) {
            String[] parts = column.split(":", -1);
            kinds.add(kind(parts[1]));
            row.addFieldNames(parts[0]).addSubtypes(kinds.size());
        }
        footer.setHeaderLength(file.size()).addTypes(row);
        kinds.forEach(kind -> footer.addTypes(OrcProto.Type.newBuilder().setKind(kind)));
    }

    private static OrcProto.Type.Kind kind(String type) {
        return switch (type) {
            case "string" -> OrcProto.Type.Kind.STRING;
            case "boolean" -> OrcProto.Type.Kind.BOOLEAN;
            case "bigint" -> OrcProto.Type.Kind.LONG;
            case "timestamp" -> OrcProto.Type.Kind.TIMESTAMP;
            default -> throw new IllegalArgumentException(type);
        };
    }

    /** Adds a stripe of rows: strings, booleans, longs, instants and nulls. */
    void add(List<? extends List<? extends @Nullable Object>> rows) throws IOException {
        Stripe stripe = new Stripe();
        for (int column = 0; column < kinds.size(); column++) {
            int at = column;
            stripe.add(column, rows.stream().map(row -> (@Nullable Object) row.get(at)).toList());
        }
        byte[] end = packed(stripe.footer.build().toByteArray());
        footer.addStripes(
                OrcProto.StripeInformation.newBuilder()
                        .setOffset(file.size())
                        .setIndexLength(0)
                        .setDataLength(stripe.data.size())
                        .setFooterLength(end.length)
                        .setNumberOfRows(rows.size()));
        footer.setNumberOfRows(footer.getNumberOfRows() + rows.size());
        file.writeBytes(stripe.data.toByteArray());
        file.writeBytes(end);
    }

    /** The whole file. */
    byte[] end() throws IOException {
        byte[] last = packed(footer.setContentLength(file.size()).build().toByteArray());
        file.writeBytes(last);
        byte[] script =
                OrcProto.PostScript.newBuilder()
                        .setFooterLength(last.length)
                        .setCompression(OrcProto.CompressionKind.ZLIB)
                        .setCompressionBlockSize(BLOCK_BYTES)
                        .addVersion(0)
                        .addVersion(12)
                        .setMetadataLength(0)
                        .setMagic(OrcFile.MAGIC)
                        .build()
                        .toByteArray();
        file.writeBytes(script);
        file.write(script.length);
        return file.toByteArray();
    }

    private static byte[] packed(byte[] message) throws IOException {
        return packed(out -> out.write(message, 0, message.length));
    }

    /** What fills a stream. */
    private interface Content {
        void writeTo(OutStream out) throws IOException;
    }

    private static byte[] packed(Content content) throws IOException {
        CompressionCodec codec = new ZlibCodec();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PhysicalWriter.OutputReceiver receiver =
                new PhysicalWriter.OutputReceiver() {
                    @Override
                    public void output(ByteBuffer buffer) {
                        bytes.write(
                                buffer.array(),
                                buffer.arrayOffset() + buffer.position(),
                                buffer.remaining());
                    }

                    @Override
                    public void suppress() {}
                };
        StreamOptions options =
                new StreamOptions(BLOCK_BYTES).withCodec(codec, codec.getDefaultOptions());
        try (OutStream out = new OutStream("stream", options, receiver)) {
            content.writeTo(out);
            out.flush();
        }
        return bytes.toByteArray();
    }

    private static byte[] numbers(boolean isSigned, List<Long> numbers) throws IOException {
        return packed(
                out -> {
                    IntegerWriter writer = new RunLengthIntegerWriterV2(out, isSigned, true);
                    for (long number : numbers) {
                        writer.write(number);
                    }
                    writer.flush();
                });
    }

    private static byte[] bits(List<Boolean> bits) throws IOException {
        return packed(
                out -> {
                    BitFieldWriter writer = new BitFieldWriter(out, 1);
                    for (boolean bit : bits) {
                        writer.write(bit ? 1 : 0);
                    }
                    writer.flush();
                });
    }

    /** The streams of some rows. */
    private final class Stripe {

        private final ByteArrayOutputStream data = new ByteArrayOutputStream();
        private final OrcProto.StripeFooter.Builder footer =
                OrcProto.StripeFooter.newBuilder()
                        .setWriterTimezone("UTC")
                        .addColumns(encoding(OrcProto.ColumnEncoding.Kind.DIRECT));

        private OrcProto.ColumnEncoding encoding(OrcProto.ColumnEncoding.Kind kind) {
            return OrcProto.ColumnEncoding.newBuilder().setKind(kind).build();
        }

        private void add(int column, List<? extends @Nullable Object> values) throws IOException {
            OrcProto.Type.Kind kind = kinds.get(column);
            footer.addColumns(
                    encoding(
                            kind == OrcProto.Type.Kind.BOOLEAN
                                    ? OrcProto.ColumnEncoding.Kind.DIRECT
                                    : OrcProto.ColumnEncoding.Kind.DIRECT_V2));
            int id = column + 1;
            List<Object> there = new ArrayList<>();
            values.forEach(
                    value -> {
                        if (value != null) {
                            there.add(value);
                        }
                    });
            if (there.size() < values.size()) {
                List<Boolean> present = values.stream().map(value -> value != null).toList();
                add(id, OrcProto.Stream.Kind.PRESENT, bits(present));
            }
            switch (kind) {
                case STRING -> addTexts(id, there);
                case BOOLEAN -> add(id, OrcProto.Stream.Kind.DATA, bits(as(Boolean.class, there)));
                case LONG ->
                        add(id, OrcProto.Stream.Kind.DATA, numbers(true, as(Long.class, there)));
                default -> addTimes(id, as(Instant.class, there));
            }
        }

        private static <T> List<T> as(Class<T> type, List<Object> values) {
            return values.stream().map(type::cast).toList();
        }

        private void addTexts(int id, List<Object> texts) throws IOException {
            List<byte[]> all =
                    as(String.class, texts).stream()
                            .map(text -> text.getBytes(StandardCharsets.UTF_8))
                            .toList();
            byte[] joined =
                    packed(
                            out -> {
                                for (byte[] text : all) {
                                    out.write(text, 0, text.length);
                                }
                            });
            add(id, OrcProto.Stream.Kind.DATA, joined);
            add(
                    id,
                    OrcProto.Stream.Kind.LENGTH,
                    numbers(false, all.stream().map(text -> (long) text.length).toList()));
        }

        private void addTimes(int id, List<Instant> times) throws IOException {
            List<Long> seconds = new ArrayList<>();
            List<Long> nanos = new ArrayList<>();
            for (Instant time : times) {
                seconds.add(time.getEpochSecond() - TIMES_BEGIN);
                // the last three bits could say how many zeros were left out
                nanos.add((long) time.getNano() << 3);
            }
            add(id, OrcProto.Stream.Kind.DATA, numbers(true, seconds));
            add(id, OrcProto.Stream.Kind.SECONDARY, numbers(false, nanos));
        }

        private void add(int id, OrcProto.Stream.Kind kind, byte[] bytes) {
            footer.addStreams(
                    OrcProto.Stream.newBuilder()
                            .setColumn(id)
                            .setKind(kind)
                            .setLength(bytes.length));
            data.writeBytes(bytes);
        }
    }
}
