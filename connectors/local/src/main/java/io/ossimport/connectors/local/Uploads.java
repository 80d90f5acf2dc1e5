package io.ossimport.connectors.local;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.checksum.Digest;
import io.ossimport.core.store.PutRequest;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.StoreException.Kind;
import io.ossimport.core.store.Upload;
import io.ossimport.core.store.UploadedPart;
import io.ossimport.core.store.Written;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Multipart uploads: each is one hidden file beside the place of its target, into which parts are
 * written at their offsets. The upload's id holds all that is to be known of it, so another process
 * can go on with it. Blocks. Safe for many threads.
 */
final class Uploads {

    // The hidden name's digits, the size in bytes, and whether the target must not be there.
    private static final Pattern ID = Pattern.compile("([0-9a-f]{16})-([0-9]{1,18})-([01])");

    private final DestinationTree tree;
    private final BufferPool buffers;

    Uploads(DestinationTree tree, BufferPool buffers) {
        this.tree = tree;
        this.buffers = buffers;
    }

    Upload open(PutRequest request) throws IOException {
        String hidden = DestinationTree.temporaryName();
        NewFile.create(tree, request.key(), hidden).close();
        String digits = hidden.substring(FileKeys.OURS.length());
        return new Upload(
                request.key(),
                digits + "-" + request.length() + "-" + (request.ifAbsent() ? "1" : "0"));
    }

    NewFile reopen(Upload upload) throws IOException {
        try {
            return NewFile.reopen(tree, upload.key(), FileKeys.OURS + id(upload).group(1));
        } catch (NoSuchFileException e) {
            throw gone(upload);
        }
    }

    Written complete(Upload upload, List<UploadedPart> parts, Checksum whole, String subject)
            throws IOException {
        Matcher id = id(upload);
        try (NewFile file = reopen(upload)) {
            requireAll(parts, Long.parseLong(id.group(2)), file.channel().size(), subject);
            Checksum onDisk = Checksum.ofLong(ChecksumAlgorithm.CRC64_XZ, 0);
            long offset = 0;
            for (UploadedPart part : parts) {
                // The ETag of a part is the CRC-64 of what was taken for it.
                Checksum read = file.readBack(offset, part.length(), buffers);
                requireEqual(read.hex(), part.etag(), "part " + part.number(), subject);
                onDisk = Digest.combine(onDisk, read, part.length());
                offset += part.length();
            }
            if (whole.algorithm() == ChecksumAlgorithm.CRC64_XZ) {
                requireEqual(onDisk, whole, subject);
            }
            return file.publish(id.group(3).equals("1"), onDisk);
        }
    }

    private static void requireAll(
            List<UploadedPart> parts, long size, long fileSize, String subject)
            throws StoreException {
        long sum = 0;
        int number = 0;
        for (UploadedPart part : parts) {
            if (part.number() <= number) {
                throw StoreException.of(Kind.CONTENT_INCOMPLETE, "complete", subject)
                        .detail("part " + part.number() + " comes after part " + number)
                        .build();
            }
            number = part.number();
            sum += part.length();
        }
        if (sum != size || fileSize != size) {
            throw StoreException.of(Kind.CONTENT_INCOMPLETE, "complete", subject)
                    .detail(sum + " bytes in parts, " + fileSize + " written, of " + size)
                    .build();
        }
    }

    static void requireEqual(Checksum onDisk, Checksum taken, String subject)
            throws StoreException {
        requireEqual(onDisk.hex(), taken.hex(), "the file", subject);
    }

    private static void requireEqual(String onDisk, String taken, String what, String subject)
            throws StoreException {
        if (!onDisk.equals(taken)) {
            throw StoreException.of(Kind.CHECKSUM_MISMATCH, "complete", subject)
                    .detail(what + " reads back as " + onDisk + " instead of " + taken)
                    .build();
        }
    }

    void abort(Upload upload) throws IOException {
        try (NewFile file = reopen(upload)) {
            file.delete();
        } catch (StoreException e) {
            if (e.kind() != Kind.NO_SUCH_UPLOAD) {
                throw e;
            }
        }
    }

    private static Matcher id(Upload upload) throws StoreException {
        Matcher id = ID.matcher(upload.uploadId());
        if (!id.matches()) {
            throw gone(upload);
        }
        return id;
    }

    private static StoreException gone(Upload upload) {
        return StoreException.of(Kind.NO_SUCH_UPLOAD, "upload", upload.key().toString())
                .detail("the unfinished file is not there")
                .build();
    }
}
