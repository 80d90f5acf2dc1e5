package io.ossimport.testkit.cloud;

import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.checksum.Digest;
import io.ossimport.core.store.Key;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The calls of multipart uploads. Safe for many threads. */
final class UploadCalls {

    private static final int MAX_PART_NUMBER = 10_000;

    private final Vendor vendor;
    private final ObjectCalls objects;
    private final SpoolFolder folder;
    private final boolean discard;
    private final int maxPageSize;

    UploadCalls(Vendor vendor, ObjectCalls objects, SpoolFolder folder, CloudOptions options) {
        this.vendor = vendor;
        this.objects = objects;
        this.folder = folder;
        this.discard = options.discardBodies();
        this.maxPageSize = options.maxPageSize();
    }

    Reply create(Call call) throws CloudError {
        CloudRequest request = call.request();
        vendor.checkKey(request.key());
        Uploads.Upload upload = vendor.openUpload(call.bucket(), request, call.nowMillis());
        StringBuilder xml = new StringBuilder(Xml.PROLOG);
        xml.append("<InitiateMultipartUploadResult").append(vendor.xmlNamespace()).append('>');
        Xml.element("Bucket", call.bucket().name(), xml);
        key(call, xml);
        Xml.element("UploadId", upload.id(), xml);
        Reply reply = Reply.xml(200, xml.append("</InitiateMultipartUploadResult>").toString());
        if (!upload.checksumAlgorithm().isEmpty()) {
            reply.headers().set("x-amz-checksum-algorithm", upload.checksumAlgorithm());
            reply.headers().set("x-amz-checksum-type", upload.checksumType());
        }
        return reply;
    }

    private void key(Call call, StringBuilder xml) {
        boolean encoded = call.request().query().get("encoding-type").equals("url");
        if (encoded) {
            Xml.element("EncodingType", "url", xml);
        }
        xml.append("<Key>");
        vendor.listText(call.request().key().bytes(), encoded, xml);
        xml.append("</Key>");
    }

    private static Uploads.Upload find(Call call) throws CloudError {
        String id = call.request().query().get("uploadId");
        Uploads.Upload upload = call.bucket().uploads().find(id, call.request().key());
        if (upload == null) {
            throw CloudError.noSuchUpload(id);
        }
        return upload;
    }

    Exchange uploadPart(Call call) throws CloudError {
        Uploads.Upload upload = find(call);
        long number = call.request().query().number("partNumber", 0);
        if (number < 1 || number > MAX_PART_NUMBER) {
            throw new CloudError(
                            400,
                            "InvalidArgument",
                            "Part number must be an integer between 1 and 10000, inclusive")
                    .with("ArgumentName", "partNumber")
                    .with("ArgumentValue", Long.toString(number));
        }
        return new WriteExchange(
                call,
                vendor,
                upload,
                folder,
                discard,
                (content, stored) -> {
                    String etag = vendor.etag(etagOf(content));
                    upload.put(new Uploads.Part((int) number, content, etag, call.nowMillis()));
                    Reply reply = Reply.empty(200);
                    reply.headers().set("ETag", "\"" + etag + "\"");
                    vendor.writtenHeaders(reply.headers(), content, stored);
                    return reply;
                });
    }

    private String etagOf(Content content) {
        // For S3 an MD5 was computed on the way; for OSS, where no client looks at it, any mark
        // does.
        if (content instanceof ForgottenContent forgotten
                && !vendor.headerPrefix().equals("x-amz-")) {
            return forgotten.mark();
        }
        return content.checksum(ChecksumAlgorithm.MD5).hex();
    }

    Reply complete(Call call, byte[] document) throws CloudError {
        Uploads.Upload upload = find(call);
        boolean onlyIfAbsent = vendor.onlyIfAbsent(call.request());
        List<CompleteRequest.Part> named = CompleteRequest.parse(document).parts();
        List<Uploads.Part> parts = join(upload, named);
        List<Content> contents = parts.stream().map(Uploads.Part::content).toList();
        Content whole = JoinedContent.of(contents, vendor.combinedChecksums(upload));
        StoredChecksum stored = vendor.checkComplete(call.request(), upload, named, parts, whole);
        FakeObject object =
                new FakeObject(
                        upload.key(),
                        whole,
                        upload.headers(),
                        // S3: "the date of initiation of the multipart upload",
                        // https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html;
                        // OSS: of completion
                        vendor.headerPrefix().equals("x-amz-")
                                ? upload.initiatedMillis()
                                : call.nowMillis(),
                        parts.size(),
                        vendor.etag(etagOf(parts)) + "-" + parts.size(),
                        stored);
        objects.store(call.bucket(), object, onlyIfAbsent);
        call.bucket().uploads().close(upload);
        StringBuilder xml = new StringBuilder(Xml.PROLOG);
        xml.append("<CompleteMultipartUploadResult").append(vendor.xmlNamespace()).append('>');
        Xml.element("Location", "http://" + call.request().header("host"), xml);
        Xml.element("Bucket", call.bucket().name(), xml);
        key(call, xml);
        Xml.element("ETag", "\"" + object.etag() + "\"", xml);
        if (stored != null) {
            Xml.element("Checksum" + stored.label().algorithm(), stored.value(), xml);
            Xml.element("ChecksumType", stored.type(), xml);
        }
        Reply reply = Reply.xml(200, xml.append("</CompleteMultipartUploadResult>").toString());
        if (!vendor.headerPrefix().equals("x-amz-")) {
            long crc = whole.checksum(ChecksumAlgorithm.CRC64_XZ).asLong();
            reply.headers().set("x-oss-hash-crc64ecma", Long.toUnsignedString(crc));
        }
        return reply;
    }

    // API_CompleteMultipartUpload.html, doc-detail/31995: InvalidPart, InvalidPartOrder,
    // EntityTooSmall
    private List<Uploads.Part> join(Uploads.Upload upload, List<CompleteRequest.Part> named)
            throws CloudError {
        Map<Integer, Uploads.Part> taken = new HashMap<>();
        upload.taken().forEach(part -> taken.put(part.number(), part));
        List<Uploads.Part> parts = new ArrayList<>();
        checkOrder(named);
        for (CompleteRequest.Part name : named) {
            Uploads.Part part = taken.get(name.number());
            if (part == null || !part.etag().equalsIgnoreCase(name.etag())) {
                throw invalidPart(name.number());
            }
            if (parts.size() < named.size() - 1
                    && part.content().length() < vendor.minPartBytes()) {
                throw new CloudError(
                                400,
                                "EntityTooSmall",
                                "Your proposed upload is smaller than the minimum allowed size")
                        .with("ProposedSize", Long.toString(part.content().length()))
                        .with("MinSizeAllowed", Long.toString(vendor.minPartBytes()))
                        .with("PartNumber", Integer.toString(part.number()))
                        .with("ETag", part.etag());
            }
            parts.add(part);
        }
        return parts;
    }

    private static void checkOrder(List<CompleteRequest.Part> named) throws CloudError {
        int last = 0;
        for (CompleteRequest.Part name : named) {
            if (name.number() <= last) {
                throw new CloudError(
                        400,
                        "InvalidPartOrder",
                        "The list of parts was not in ascending order. Parts must be ordered by"
                                + " part number.");
            }
            last = name.number();
        }
    }

    static CloudError invalidPart(int number) {
        return new CloudError(
                        400,
                        "InvalidPart",
                        "One or more of the specified parts could not be found. The part may not"
                                + " have been uploaded, or the specified entity tag may not match"
                                + " the part's entity tag.")
                .with("PartNumber", Integer.toString(number));
    }

    private static String etagOf(List<Uploads.Part> parts) {
        Digest md5 = Digest.of(ChecksumAlgorithm.MD5);
        for (Uploads.Part part : parts) {
            md5.update(
                    ByteBuffer.wrap(HexFormat.of().parseHex(part.etag().toLowerCase(Locale.ROOT))));
        }
        return md5.value().hex();
    }

    Reply abort(Call call) throws CloudError {
        call.bucket().uploads().close(find(call));
        return Reply.empty(204);
    }

    Reply listParts(Call call) throws CloudError {
        Uploads.Upload upload = find(call);
        long after = call.request().query().number("part-number-marker", 0);
        long limit = Math.min(1000, call.request().query().number("max-parts", 1000));
        StringBuilder entries = new StringBuilder();
        long count = 0;
        long last = after;
        boolean more = false;
        for (Uploads.Part part : upload.taken()) {
            if (part.number() <= after) {
                continue;
            }
            if (count == limit) {
                more = true;
                break;
            }
            count++;
            last = part.number();
            entries.append("<Part><PartNumber>").append(part.number()).append("</PartNumber>");
            entries.append("<LastModified>");
            Dates.iso(part.takenMillis(), entries);
            entries.append("</LastModified>");
            Xml.element("ETag", "\"" + part.etag() + "\"", entries);
            if (vendor.headerPrefix().equals("x-oss-")) {
                long crc = part.content().checksum(ChecksumAlgorithm.CRC64_XZ).asLong();
                Xml.element("HashCrc64ecma", Long.toUnsignedString(crc), entries);
            }
            entries.append("<Size>").append(part.content().length()).append("</Size></Part>");
        }
        StringBuilder xml = new StringBuilder(Xml.PROLOG);
        xml.append("<ListPartsResult").append(vendor.xmlNamespace()).append('>');
        Xml.element("Bucket", call.bucket().name(), xml);
        key(call, xml);
        Xml.element("UploadId", upload.id(), xml);
        Xml.element("PartNumberMarker", Long.toString(after), xml);
        Xml.element("NextPartNumberMarker", Long.toString(last), xml);
        Xml.element("MaxParts", Long.toString(limit), xml);
        Xml.element("IsTruncated", Boolean.toString(more), xml);
        return Reply.xml(200, xml.append(entries).append("</ListPartsResult>").toString());
    }

    /** A page of the open uploads, by key and then by id. */
    Reply listUploads(Call call) throws CloudError {
        Query query = call.request().query();
        boolean encoded = query.get("encoding-type").equals("url");
        Key prefix = query.bytes("prefix");
        Key after = query.bytes("key-marker");
        String afterId = query.get("upload-id-marker");
        long limit = Math.min(maxPageSize, query.number("max-uploads", maxPageSize));
        List<Uploads.Upload> rest =
                call.bucket().uploads().list().stream()
                        .filter(u -> u.key().startsWith(prefix) && isBeyond(u, after, afterId))
                        .limit(limit + 1)
                        .toList();
        List<Uploads.Upload> page = rest.subList(0, (int) Math.min(limit, rest.size()));
        StringBuilder xml = new StringBuilder(Xml.PROLOG);
        xml.append("<ListMultipartUploadsResult").append(vendor.xmlNamespace()).append('>');
        Xml.element("Bucket", call.bucket().name(), xml);
        Xml.element("MaxUploads", Long.toString(limit), xml);
        if (encoded) {
            Xml.element("EncodingType", "url", xml);
        }
        Xml.element("IsTruncated", Boolean.toString(rest.size() > page.size()), xml);
        if (rest.size() > page.size()) {
            Uploads.Upload last = page.get(page.size() - 1);
            xml.append("<NextKeyMarker>");
            vendor.listText(last.key().bytes(), encoded, xml);
            xml.append("</NextKeyMarker>");
            Xml.element("NextUploadIdMarker", last.id(), xml);
        }
        for (Uploads.Upload upload : page) {
            xml.append("<Upload><Key>");
            vendor.listText(upload.key().bytes(), encoded, xml);
            xml.append("</Key>");
            Xml.element("UploadId", upload.id(), xml);
            xml.append("<Initiated>");
            Dates.iso(upload.initiatedMillis(), xml);
            xml.append("</Initiated></Upload>");
        }
        return Reply.xml(200, xml.append("</ListMultipartUploadsResult>").toString());
    }

    // Without an id, all uploads of the marked key have been listed.
    private static boolean isBeyond(Uploads.Upload upload, Key after, String afterId) {
        int order = upload.key().compareTo(after);
        return order > 0
                || after.isEmpty()
                || (order == 0 && !afterId.isEmpty() && upload.id().compareTo(afterId) > 0);
    }
}
