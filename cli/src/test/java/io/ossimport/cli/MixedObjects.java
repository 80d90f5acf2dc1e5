package io.ossimport.cli;

import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.store.Key;
import io.ossimport.testkit.cloud.Content;
import io.ossimport.testkit.cloud.FakeBucket;
import io.ossimport.testkit.cloud.FakeObject;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The objects of a real bucket: very many small ones, some at the limits of parts, a few huge. */
final class MixedObjects {

    /** How the jobs here are set: from this size on an object travels in parts. */
    static final long PART = 8L << 20;

    private static final long MIB = 1L << 20;
    // Made once: its checksums take seconds and are kept.
    private static final Content FIVE_GIB_AND_ONE = Content.zeros((5L << 30) + 1);
    private static final Content TWO_HUNDRED_MIB = Content.generated(200, 200 * MIB);
    private static final Instant WRITTEN = Instant.parse("2024-02-29T12:34:56Z");

    private MixedObjects() {}

    /** Key and content of {@code small} small objects, those around one part, and 200 MiB. */
    static SortedMap<String, Content> some(int small) {
        SortedMap<String, Content> objects = new TreeMap<>();
        for (int i = 0; i < small; i++) {
            long size =
                    switch (i % 8) {
                        case 0 -> 0;
                        case 1 -> 1;
                        case 2, 3 -> 16 * 1024;
                        default -> 100 + i % 3000;
                    };
            objects.put(
                    String.format("folder-%03d/object-%06d.bin", i / 128, i),
                    Content.generated(i, size));
        }
        objects.put("parts/one-less", Content.generated(-1, PART - 1));
        objects.put("parts/one", Content.generated(-2, PART));
        objects.put("parts/one-more", Content.generated(-3, PART + 1));
        objects.put("parts/two", Content.generated(-4, 2 * PART));
        objects.put("video/200-mib", TWO_HUNDRED_MIB);
        return objects;
    }

    /** The same and an object that no single put can carry. */
    static SortedMap<String, Content> withHuge(int small) {
        SortedMap<String, Content> objects = some(small);
        objects.put("video/5-gib-and-1", FIVE_GIB_AND_ONE);
        return objects;
    }

    /** Puts them, each with headers and metadata of its own. */
    static void put(Map<String, Content> objects, FakeBucket bucket, String metadataPrefix) {
        int number = 0;
        for (Map.Entry<String, Content> object : objects.entrySet()) {
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("content-type", number % 2 == 0 ? "image/jpeg" : "text/plain; charset=x");
            if (number % 3 == 0) {
                headers.put("cache-control", "max-age=" + number);
                headers.put("content-disposition", "attachment; filename=\"" + number + ".bin\"");
                headers.put(metadataPrefix + "number", Integer.toString(number));
                headers.put(metadataPrefix + "owner", "someone; else, \"quoted\"");
            }
            bucket.put(object.getKey(), object.getValue(), headers, WRITTEN.plusSeconds(number));
            number++;
        }
    }

    /** Writes them as files; zeros as holes. */
    static void write(Map<String, Content> objects, Path folder) throws IOException {
        ByteBuffer step = ByteBuffer.allocateDirect(1 << 20);
        for (Map.Entry<String, Content> object : objects.entrySet()) {
            Path file = folder.resolve(object.getKey());
            Content content = object.getValue();
            Files.createDirectories(file.getParent());
            if (content == FIVE_GIB_AND_ONE) {
                try (RandomAccessFile holes = new RandomAccessFile(file.toFile(), "rw")) {
                    holes.setLength(content.length());
                }
                continue;
            }
            try (FileChannel channel =
                    FileChannel.open(
                            file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                for (long at = 0; at < content.length(); at += step.limit()) {
                    step.clear().limit((int) Math.min(step.capacity(), content.length() - at));
                    content.read(at, step);
                    channel.write(step.flip());
                }
            }
        }
    }

    /** What a bucket holds, to be compared: size and CRC-64 by key. */
    static SortedMap<String, String> contents(FakeBucket bucket) {
        SortedMap<String, String> all = new TreeMap<>();
        for (Map.Entry<Key, FakeObject> object : bucket.objects().entrySet()) {
            all.put(object.getKey().toString(), content(object.getValue().content()));
        }
        return all;
    }

    /** Size and CRC-64. */
    static String content(Content content) {
        long crc = content.checksum(ChecksumAlgorithm.CRC64_XZ).asLong();
        return content.length() + " " + Long.toHexString(crc);
    }

    /** What a bucket holds beside the bytes: standard headers and user metadata by key. */
    static SortedMap<String, String> metadata(FakeBucket bucket) {
        SortedMap<String, String> all = new TreeMap<>();
        for (Map.Entry<Key, FakeObject> object : bucket.objects().entrySet()) {
            Map<String, String> headers = new TreeMap<>(object.getValue().headers());
            headers.keySet().removeIf(name -> name.startsWith("x-"));
            all.put(object.getKey().toString(), headers + " " + object.getValue().userMetadata());
        }
        return all;
    }

    /** How many parts of {@link #PART} the objects larger than that have. */
    static long parts(Map<String, Content> objects) {
        return objects.values().stream()
                .mapToLong(Content::length)
                .filter(size -> size > PART)
                .map(size -> (size + PART - 1) / PART)
                .sum();
    }

    /** How many objects travel in parts. */
    static long inParts(Map<String, Content> objects) {
        return objects.values().stream().filter(content -> content.length() > PART).count();
    }
}
