package io.ossimport.cli.demo;

import io.ossimport.core.store.Key;
import io.ossimport.testkit.cloud.Content;
import io.ossimport.testkit.cloud.FakeBucket;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the demo moves: files of the JDK and of the local Maven repository, which every machine that
 * built this has; one object of more than a GiB that is made as it is read; keys and metadata of
 * the kind that tools stumble over.
 */
public final class DemoObjects {

    private static final int MAX_FILES = 2500;
    private static final long MAX_FILE_BYTES = 150L << 20;
    private static final long MAX_TREE_BYTES = 180L << 20;
    private static final long MAX_FILE_BYTES_MAVEN = 4L << 20;
    private static final int MAX_FILES_SMALL = 30;
    private static final long MAX_FILE_BYTES_SMALL = 1L << 20;
    private static final long LARGE_BYTES = (1L << 30) + 1;
    private static final Instant WRITTEN = Instant.parse("2024-02-29T12:34:56Z");

    private static final List<String> ODD_KEYS =
            List.of(
                    "odd/two//slashes",
                    "odd/./dot",
                    "odd/../up",
                    "odd/per%2Fcent",
                    "odd/plus+and space.txt",
                    "odd/trailing blank ",
                    "odd/日本語/ä.txt",
                    "odd/\uD83D\uDE00.png",
                    "odd/control\u0001character",
                    "odd/file..txt",
                    "odd/folder/");

    /** What is in the bucket now. */
    public record Filled(long objects, long bytes) {}

    private final FakeBucket bucket;
    private long objects;
    private long bytes;

    private DemoObjects(FakeBucket bucket) {
        this.bucket = bucket;
    }

    /** Fills the bucket with a few thousand objects. */
    public static Filled fill(FakeBucket bucket) throws IOException {
        DemoObjects demo = new DemoObjects(bucket);
        demo.putOdd();
        demo.putTree("jdk/", javaHome(), MAX_FILES, MAX_FILE_BYTES);
        demo.putTree("maven/", mavenRepository(), MAX_FILES, MAX_FILE_BYTES_MAVEN);
        demo.put("video/over-one-gib.bin", Content.generated(2, LARGE_BYTES), Map.of(), WRITTEN);
        return new Filled(demo.objects, demo.bytes);
    }

    /** Fills the bucket with a few dozen small objects. */
    public static Filled fillSmall(FakeBucket bucket) throws IOException {
        DemoObjects demo = new DemoObjects(bucket);
        demo.putOdd();
        demo.putTree("jdk/", javaHome(), MAX_FILES_SMALL, MAX_FILE_BYTES_SMALL);
        return new Filled(demo.objects, demo.bytes);
    }

    private static Path javaHome() {
        return Path.of(System.getProperty("java.home"));
    }

    private static Path mavenRepository() {
        return Path.of(System.getProperty("user.home"), ".m2", "repository");
    }

    private void putOdd() {
        for (String key : ODD_KEYS) {
            boolean folder = key.endsWith("/");
            put(key, folder ? Content.of("") : Content.of(key), Map.of(), WRITTEN);
        }
        put("odd/empty", Content.of(""), Map.of(), WRITTEN);
        put(
                "odd/with-metadata.html",
                Content.of("<p>hello"),
                Map.of(
                        "content-type", "text/html; charset=utf-8",
                        "cache-control", "max-age=60",
                        "content-disposition", "attachment; filename=\"a b.html\"",
                        "x-amz-meta-camera", "X-100",
                        "x-amz-meta-under_score", "renamed, since OSS has no _ in names"),
                WRITTEN);
    }

    private void putTree(String prefix, Path root, int maxFiles, long maxFileBytes)
            throws IOException {
        if (!Files.isDirectory(root)) {
            return;
        }
        long filesBefore = objects;
        long bytesBefore = bytes;
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (objects - filesBefore >= maxFiles
                                || bytes - bytesBefore >= MAX_TREE_BYTES) {
                            return FileVisitResult.TERMINATE;
                        }
                        boolean usable =
                                attributes.isRegularFile()
                                        && attributes.size() <= maxFileBytes
                                        && Files.isReadable(file);
                        if (usable) {
                            put(
                                    prefix + root.relativize(file),
                                    Content.ofFile(file, attributes.size()),
                                    Map.of(),
                                    attributes.lastModifiedTime().toInstant());
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException problem) {
                        return FileVisitResult.CONTINUE; // somebody else's, or just removed
                    }
                });
    }

    private void put(
            String key, Content content, Map<String, String> headers, Instant lastModified) {
        bucket.put(Key.of(key), content, headers, lastModified);
        objects++;
        bytes += content.length();
    }
}
