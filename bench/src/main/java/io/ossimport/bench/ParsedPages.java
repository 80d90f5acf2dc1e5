package io.ossimport.bench;

import io.ossimport.wire.store.ListPageReader;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntFunction;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;

/**
 * How many keys of listings does one CPU second read? Pages of 1,000 keys as S3 and OSS write them
 * (ListObjectsV2 in their API references), read by one thread; beside it the Java platform's own
 * streaming parser, which only finds the keys and checks nothing.
 */
final class ParsedPages {

    private static final int KEYS = 1_000;
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration MEASURED = Duration.ofSeconds(10);

    private ParsedPages() {}

    /** Reads one page and gives the number of its keys. */
    private interface Reader {
        int read(byte[] page) throws Exception;
    }

    static void run(RunBench.Settings settings) throws Exception {
        System.out.printf(
                Locale.ROOT,
                "%n%-6s %16s %18s %8s%n",
                "pages",
                "keys/CPU s",
                "Java's parser",
                "ratio");
        Reader s3 = page -> ListPageReader.read(page, type -> false, false).objects().size();
        Reader oss = page -> ListPageReader.read(page, "Normal"::equals, true).objects().size();
        for (int run = 0; run < settings.runs(); run++) {
            print("S3", page(ParsedPages::s3Entry), s3);
            print("OSS", page(ParsedPages::ossEntry), oss);
        }
    }

    private static void print(String name, byte[] page, Reader reader) throws Exception {
        double ours = keysPerCpuSecond(page, reader);
        double platform = keysPerCpuSecond(page, ParsedPages::keysByStax);
        System.out.printf(
                Locale.ROOT, "%-6s %16.0f %18.0f %8.1f%n", name, ours, platform, ours / platform);
    }

    private static double keysPerCpuSecond(byte[] page, Reader reader) throws Exception {
        read(page, reader, WARM_UP);
        return read(page, reader, MEASURED);
    }

    private static double read(byte[] page, Reader reader, Duration time) throws Exception {
        var threads = ManagementFactory.getThreadMXBean();
        long begun = threads.getCurrentThreadCpuTime();
        long keys = 0;
        long used = 0;
        while (used < time.toNanos()) {
            int found = reader.read(page);
            if (found != KEYS) {
                throw new IllegalStateException(found + " keys were read of " + KEYS);
            }
            keys += found;
            used = threads.getCurrentThreadCpuTime() - begun;
        }
        return keys * 1e9 / used;
    }

    private static int keysByStax(byte[] page) throws Exception {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(page));
        int keys = 0;
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT
                    && reader.getLocalName().equals("Key")
                    && !reader.getElementText().isEmpty()) {
                keys++;
            }
        }
        return keys;
    }

    private static byte[] page(IntFunction<String> entry) {
        StringBuilder page = new StringBuilder();
        page.append(
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">\
                <Name>photos</Name><Prefix></Prefix><KeyCount>1000</KeyCount>\
                <MaxKeys>1000</MaxKeys><EncodingType>url</EncodingType>\
                <IsTruncated>true</IsTruncated>\
                <NextContinuationToken>1ueGcxLPRx1Tr/XYExHnhbYLgveDs2J/wm36Hy4vbOwM=\
                </NextContinuationToken>""");
        for (int i = 0; i < KEYS; i++) {
            page.append(entry.apply(i));
        }
        return page.append("</ListBucketResult>").toString().getBytes(StandardCharsets.UTF_8);
    }

    // S3 keeps slashes, writes quotes as entities, and names the checksum that it has.
    private static String s3Entry(int i) {
        return String.format(
                Locale.ROOT,
                "<Contents><Key>photos/2024/%%E6%%97%%A5/%010d.jpg</Key>"
                        + "<LastModified>2024-02-29T12:34:56.000Z</LastModified>"
                        + "<ETag>&quot;%s&quot;</ETag>"
                        + "<ChecksumAlgorithm>CRC64NVME</ChecksumAlgorithm>"
                        + "<ChecksumType>FULL_OBJECT</ChecksumType><Size>%d</Size>"
                        + "<StorageClass>STANDARD</StorageClass></Contents>",
                i,
                md5(i),
                i * 37L);
    }

    // OSS encodes slashes, too, writes quotes as they are, and MD5s in upper case.
    private static String ossEntry(int i) {
        return String.format(
                Locale.ROOT,
                "<Contents><Key>photos%%2F2024%%2F%%E6%%97%%A5%%2F%010d.jpg</Key>"
                        + "<LastModified>2024-02-29T12:34:56.000Z</LastModified>"
                        + "<ETag>\"%s\"</ETag><Type>Normal</Type><Size>%d</Size>"
                        + "<StorageClass>Standard</StorageClass></Contents>",
                i,
                md5(i).toUpperCase(Locale.ROOT),
                i * 37L);
    }

    private static String md5(int i) {
        Random random = new Random(i);
        return String.format(Locale.ROOT, "%016x%016x", random.nextLong(), random.nextLong());
    }
}
