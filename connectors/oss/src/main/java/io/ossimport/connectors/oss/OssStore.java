package io.ossimport.connectors.oss;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.store.Body;
import io.ossimport.core.store.Capabilities;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.KeyProblem;
import io.ossimport.core.store.ListPage;
import io.ossimport.core.store.ListRequest;
import io.ossimport.core.store.MetadataRules;
import io.ossimport.core.store.ObjectRead;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.PutRequest;
import io.ossimport.core.store.ReadRequest;
import io.ossimport.core.store.Upload;
import io.ossimport.core.store.UploadLimits;
import io.ossimport.core.store.UploadPage;
import io.ossimport.core.store.UploadedPart;
import io.ossimport.core.store.Written;
import io.ossimport.wire.HttpWire;
import io.ossimport.wire.store.LiveCredentials;
import io.ossimport.wire.store.RequestSigner;
import io.ossimport.wire.store.SignedClient;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A bucket in Alibaba Cloud OSS. */
final class OssStore implements ObjectStore {

    private static final long KIB = 1024;
    private static final long GIB = 1024 * 1024 * KIB;

    // Names with "_" are refused; names and values stay below 8 KB.
    static final MetadataRules METADATA_RULES = new MetadataRules(8 * 1024 - 1, "-");

    private static final Capabilities CAPABILITIES =
            new Capabilities(
                    true,
                    true,
                    true,
                    List.of(ChecksumAlgorithm.CRC64_XZ),
                    true,
                    true,
                    METADATA_RULES,
                    // https://www.alibabacloud.com/help/en/oss/user-guide/limits
                    new UploadLimits(5 * GIB, 100 * KIB, 5 * GIB, 10_000, 10_000 * 5 * GIB));

    private final String name;
    private final SignedClient client;
    private final OssListing listing;
    private final OssLinks links;
    private final OssReads reads;
    private final OssUpload upload;

    OssStore(OssStoreConfig config, LiveCredentials credentials, Clock clock) {
        this.name = config.name();
        RequestSigner signer = config.signV4() ? new OssV4Signer() : new OssV1Signer();
        this.client =
                new SignedClient(
                        HttpWire.create(config.wire()),
                        new OssErrors(name),
                        signer,
                        credentials,
                        clock,
                        config.site());
        this.listing = new OssListing(client);
        this.reads = new OssReads(client);
        this.links = new OssLinks(reads);
        this.upload = new OssUpload(client);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Optional<KeyProblem> problemWith(Key key) {
        return OssKeys.problemWith(key);
    }

    @Override
    public CompletionStage<ListPage> list(ListRequest request) {
        return listing.list(request).thenCompose(links::followed);
    }

    @Override
    public CompletionStage<ObjectRead> read(ReadRequest request) {
        return reads.read(request);
    }

    @Override
    public CompletionStage<Written> put(PutRequest request, Body body) {
        return upload.put(request, body);
    }

    @Override
    public CompletionStage<Upload> openUpload(PutRequest request) {
        return upload.openUpload(request);
    }

    @Override
    public CompletionStage<Written> writePart(Upload open, int number, long offset, Body body) {
        return upload.writePart(open, number, body);
    }

    @Override
    public CompletionStage<Written> completeUpload(
            Upload open, List<UploadedPart> parts, Checksum whole) {
        return upload.completeUpload(open, parts, whole);
    }

    @Override
    public CompletionStage<Void> abortUpload(Upload open) {
        return upload.abortUpload(open);
    }

    @Override
    public CompletionStage<List<Upload>> emptyUploads(Key key, long fromMillis, long toMillis) {
        return upload.emptyUploads(key, fromMillis, toMillis);
    }

    @Override
    public CompletionStage<UploadPage> listUploads(Key prefix, @Nullable String token) {
        return listing.listUploads(prefix, token);
    }

    @Override
    public CompletionStage<Instant> time(Key prefix) {
        return listing.time(prefix);
    }

    @Override
    public CompletionStage<ObjectRead> head(Key key) {
        return reads.head(key);
    }

    @Override
    public void close() {
        client.close();
    }
}
