package io.ossimport.transfer.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What the {@code manifest.json} of an inventory says: S3's and OSS's have the same fields.
 *
 * @param bucket whose inventory it is
 * @param format of all files
 * @param columns of CSV, in their order, as {@link #columnName} has them; a file of Parquet or ORC
 *     says them itself
 * @param files in the order of the manifest
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory-location.html">Amazon
 *     S3</a>
 * @see <a href="https://www.alibabacloud.com/help/en/oss/user-guide/bucket-inventory">Alibaba Cloud
 *     OSS</a>
 */
record InventoryManifest(String bucket, Format format, List<String> columns, List<DataFile> files) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What the files of rows are. */
    enum Format {
        CSV,
        PARQUET,
        ORC
    }

    /**
     * One file of rows.
     *
     * @param key in the bucket that the inventory was delivered to
     * @param md5 of the file, in hexadecimal digits
     */
    record DataFile(String key, String md5) {}

    /**
     * Reads a manifest.
     *
     * @param name what people call it
     */
    static InventoryManifest read(Path file, String name) throws IOException {
        JsonNode json;
        try {
            json = MAPPER.readTree(Files.readAllBytes(file));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new InputListException("The inventory " + name + " is no JSON.", e);
        }
        Format format = format(text(json, "fileFormat", name), name);
        List<DataFile> files = new ArrayList<>();
        for (JsonNode entry : json.path("files")) {
            files.add(new DataFile(text(entry, "key", name), text(entry, "MD5checksum", name)));
        }
        if (!json.path("files").isArray()) {
            throw lacks("files", name);
        }
        return new InventoryManifest(
                text(json, "sourceBucket", name),
                format,
                format == Format.CSV ? columns(text(json, "fileSchema", name)) : List.of(),
                files);
    }

    private static Format format(String written, String name) throws InputListException {
        return switch (written.toLowerCase(Locale.ROOT)) {
            case "csv" -> Format.CSV;
            case "parquet" -> Format.PARQUET;
            case "orc" -> Format.ORC;
            default ->
                    throw new InputListException(
                            "The inventory "
                                    + name
                                    + " is of the format "
                                    + written
                                    + ", which cannot be read here. Have it made as CSV,"
                                    + " Parquet or ORC.");
        };
    }

    private static List<String> columns(String schema) {
        return Arrays.stream(schema.split(",")).map(InventoryManifest::columnName).toList();
    }

    /**
     * One name for {@code LastModifiedDate} of CSV and {@code last_modified_date} of the others.
     */
    static String columnName(String written) {
        return written.strip().toLowerCase(Locale.ROOT).replace("_", "");
    }

    private static String text(JsonNode json, String field, String name) throws InputListException {
        JsonNode value = json.path(field);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw lacks(field, name);
        }
        return value.textValue();
    }

    private static InputListException lacks(String field, String name) {
        return new InputListException("The inventory " + name + " does not say its " + field + ".");
    }
}
