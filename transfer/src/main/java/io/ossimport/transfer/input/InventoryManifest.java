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
 * @param isParquet whether the files are of Parquet, otherwise of CSV
 * @param columns of CSV, in their order, as {@link #columnName} has them; of Parquet the file says
 *     them itself
 * @param files in the order of the manifest
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory-location.html">Amazon
 *     S3</a>
 * @see <a href="https://www.alibabacloud.com/help/en/oss/user-guide/bucket-inventory">Alibaba Cloud
 *     OSS</a>
 */
record InventoryManifest(
        String bucket, boolean isParquet, List<String> columns, List<DataFile> files) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

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
        boolean isParquet = isParquet(text(json, "fileFormat", name), name);
        List<DataFile> files = new ArrayList<>();
        for (JsonNode entry : json.path("files")) {
            files.add(new DataFile(text(entry, "key", name), text(entry, "MD5checksum", name)));
        }
        if (!json.path("files").isArray()) {
            throw lacks("files", name);
        }
        return new InventoryManifest(
                text(json, "sourceBucket", name),
                isParquet,
                isParquet ? List.of() : columns(text(json, "fileSchema", name)),
                files);
    }

    // A reader of ORC brings Hadoop with it: docs/decisions/input-lists.md.
    private static boolean isParquet(String format, String name) throws InputListException {
        return switch (format.toLowerCase(Locale.ROOT)) {
            case "csv" -> false;
            case "parquet" -> true;
            default ->
                    throw new InputListException(
                            "The inventory "
                                    + name
                                    + " is of the format "
                                    + format
                                    + ", which cannot be read here. Have it made as CSV or"
                                    + " Parquet.");
        };
    }

    private static List<String> columns(String schema) {
        return Arrays.stream(schema.split(",")).map(InventoryManifest::columnName).toList();
    }

    /** One name for {@code LastModifiedDate} of CSV and {@code last_modified_date} of Parquet. */
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
