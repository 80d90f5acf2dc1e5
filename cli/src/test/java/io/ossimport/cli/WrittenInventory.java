package io.ossimport.cli;

import blue.strategic.parquet.ParquetWriter;
import io.ossimport.testkit.cloud.FakeBucket;
import io.ossimport.testkit.cloud.FakeObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.jspecify.annotations.Nullable;

/** The files of a bucket's inventory as S3 and OSS write them, by their keys. */
final class WrittenInventory {

    static final String FOLDER = "reports/photos/weekly/2024-05-02T01-00Z/";

    private static final String PARQUET_SCHEMA =
            "message s3.inventory { required binary bucket (UTF8); required binary key (UTF8);"
                    + " optional binary version_id (UTF8); optional boolean is_latest;"
                    + " optional boolean is_delete_marker; optional int64 size;"
                    + " optional int64 last_modified_date (TIMESTAMP_MILLIS);"
                    + " optional binary e_tag (UTF8); optional binary storage_class (UTF8); }";

    private static final String ORC_COLUMNS =
            "bucket:string,key:string,version_id:string,is_latest:boolean,"
                    + "is_delete_marker:boolean,size:bigint,last_modified_date:timestamp,"
                    + "e_tag:string,storage_class:string,is_multipart_uploaded:boolean";

    final Map<String, byte[]> files = new LinkedHashMap<>();
    private final List<String> dataFiles = new ArrayList<>();

    private WrittenInventory() {}

    /** As S3 writes it as CSV, with all versions, in two files. */
    static WrittenInventory s3Csv(FakeBucket bucket) throws IOException {
        WrittenInventory inventory = new WrittenInventory();
        List<StringBuilder> parts = List.of(new StringBuilder(), new StringBuilder());
        int number = 0;
        for (FakeObject object : bucket.objects().values()) {
            String key = URLEncoder.encode(object.key().toString(), StandardCharsets.UTF_8);
            StringBuilder part = parts.get(number++ % 2);
            part.append(s3Row(bucket, key, "true", "false", object));
            if (number % 10 == 0) {
                part.append(s3Row(bucket, key, "false", "false", object));
                part.append(s3Row(bucket, key + "-deleted", "true", "true", object));
            }
        }
        for (int i = 0; i < parts.size(); i++) {
            inventory.add("reports/photos/weekly/data/" + i + ".csv.gz", zipped(parts.get(i)));
        }
        inventory.end(
                bucket,
                "CSV",
                "Bucket, Key, VersionId, IsLatest, IsDeleteMarker, Size, LastModifiedDate, ETag,"
                        + " StorageClass");
        return inventory;
    }

    private static String s3Row(
            FakeBucket bucket, String key, String latest, String deleted, FakeObject object) {
        return String.format(
                Locale.ROOT,
                "\"%s\",\"%s\",\"v1\",\"%s\",\"%s\",\"%d\",\"%s\",\"%s\",\"STANDARD\"\n",
                bucket.name(),
                key,
                latest,
                deleted,
                object.size(),
                object.lastModified(),
                object.etag());
    }

    /** As S3 writes it as Parquet. */
    static WrittenInventory s3Parquet(FakeBucket bucket, Path scratch) throws IOException {
        WrittenInventory inventory = new WrittenInventory();
        MessageType schema = MessageTypeParser.parseMessageType(PARQUET_SCHEMA);
        Path file = scratch.resolve("inventory.parquet");
        try (ParquetWriter<FakeObject> writer =
                ParquetWriter.writeFile(
                        schema,
                        file.toFile(),
                        (object, row) -> {
                            row.write("bucket", bucket.name());
                            row.write("key", object.key().toString());
                            row.write("is_latest", true);
                            row.write("size", object.size());
                            row.write("last_modified_date", object.lastModified().toEpochMilli());
                            row.write("e_tag", object.etag());
                            row.write("storage_class", "STANDARD");
                        })) {
            for (FakeObject object : bucket.objects().values()) {
                writer.write(object);
            }
        }
        inventory.add("reports/photos/weekly/data/0.parquet", Files.readAllBytes(file));
        inventory.end(bucket, "Parquet", PARQUET_SCHEMA);
        return inventory;
    }

    /** As S3 writes it as ORC, with all versions, in stripes of ten objects. */
    static WrittenInventory s3Orc(FakeBucket bucket) throws IOException {
        WrittenInventory inventory = new WrittenInventory();
        WrittenOrc file = new WrittenOrc(ORC_COLUMNS);
        List<List<@Nullable Object>> stripe = new ArrayList<>();
        for (FakeObject object : bucket.objects().values()) {
            String key = object.key().toString();
            stripe.add(orcRow(bucket, key, true, object));
            if (stripe.size() == 10) {
                stripe.add(orcRow(bucket, key, false, object));
                stripe.add(orcRow(bucket, key + "-deleted", true, null));
                file.add(stripe);
                stripe.clear();
            }
        }
        file.add(stripe);
        inventory.add("reports/photos/weekly/data/0.orc", file.end());
        inventory.end(bucket, "ORC", "struct<" + ORC_COLUMNS + ">");
        return inventory;
    }

    /** A row; of a mark of a deletion where there is no object. */
    private static List<@Nullable Object> orcRow(
            FakeBucket bucket, String key, boolean isLatest, @Nullable FakeObject object) {
        return Arrays.asList(
                bucket.name(),
                key,
                "v1",
                isLatest,
                object == null,
                object == null ? null : object.size(),
                object == null ? Instant.EPOCH : object.lastModified(),
                object == null ? null : object.etag(),
                object == null ? null : "STANDARD",
                object == null ? null : false);
    }

    /** As OSS writes it: fewer columns in another order, digests in upper case. */
    static WrittenInventory oss(FakeBucket bucket) throws IOException {
        WrittenInventory inventory = new WrittenInventory();
        StringBuilder rows = new StringBuilder();
        for (FakeObject object : bucket.objects().values()) {
            rows.append(bucket.name()).append(',');
            rows.append(URLEncoder.encode(object.key().toString(), StandardCharsets.UTF_8));
            rows.append(',').append(object.size()).append(",Standard,");
            rows.append(object.lastModified()).append(',');
            rows.append(object.etag().toUpperCase(Locale.ROOT)).append('\n');
        }
        inventory.add("reports/photos/weekly/data/0.csv.gz", zipped(rows));
        inventory.end(bucket, "CSV", "Bucket, Key, Size, StorageClass, LastModifiedDate, ETag");
        inventory.files.computeIfPresent(
                FOLDER + "manifest.checksum",
                (key, text) ->
                        new String(text, StandardCharsets.UTF_8)
                                .toUpperCase(Locale.ROOT)
                                .getBytes(StandardCharsets.UTF_8));
        return inventory;
    }

    private void add(String key, byte[] content) {
        files.put(key, content);
        dataFiles.add(
                String.format(
                        Locale.ROOT,
                        "{\"key\":\"%s\",\"size\":%d,\"MD5checksum\":\"%s\"}",
                        key,
                        content.length,
                        md5(content)));
    }

    private void end(FakeBucket bucket, String format, String schema) {
        String manifest =
                String.format(
                        Locale.ROOT,
                        "{\"sourceBucket\":\"%s\",\"destinationBucket\":\"arn:aws:s3:::lists\","
                                + "\"version\":\"2016-11-30\",\"creationTimestamp\":\"1714611600000\","
                                + "\"fileFormat\":\"%s\",\"fileSchema\":\"%s\",\"files\":[%s]}",
                        bucket.name(),
                        format,
                        schema,
                        String.join(",", dataFiles));
        byte[] bytes = manifest.getBytes(StandardCharsets.UTF_8);
        files.put(FOLDER + "manifest.json", bytes);
        files.put(
                FOLDER + "manifest.checksum", (md5(bytes) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Puts the files where the service would, and gives the manifest's URL. */
    String putInto(FakeBucket lists, String type) {
        files.forEach(lists::put);
        return type + "://" + lists.name() + "/" + FOLDER + "manifest.json";
    }

    /** Writes them as they would be fetched, and gives the manifest. */
    Path writeBelow(Path folder) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        return folder.resolve(FOLDER + "manifest.json");
    }

    private static byte[] zipped(StringBuilder text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
