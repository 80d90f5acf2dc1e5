package io.ossimport.connectors.s3;

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
import io.ossimport.wire.store.SignedClient;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A bucket in S3, or in a store that speaks like it. */
final class S3Store implements ObjectStore {

    private static final long MIB = 1024 * 1024;
    private static final long GIB = 1024 * MIB;

    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html
    private static final UploadLimits LIMITS =
            new UploadLimits(5 * GIB, 5 * MIB, 5 * GIB, 10_000, 50_000 * GIB);
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html
    private static final MetadataRules METADATA = new MetadataRules(2048, "-_.");

    private final S3StoreConfig config;
    private final SignedClient client;
    private final S3Listing listing;
    private final S3Reads reads;
    private final S3Upload upload;

    S3Store(S3StoreConfig config, LiveCredentials credentials, Clock clock) {
        this.config = config;
        this.client =
                new SignedClient(
                        HttpWire.create(config.wire()),
                        new S3Errors(config),
                        new S3Signer(),
                        credentials,
                        clock,
                        config.site());
        this.listing = new S3Listing(config, client);
        this.reads = new S3Reads(config, client);
        this.upload = new S3Upload(config, client);
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(
                true,
                true,
                true,
                List.of(config.writeChecksum()),
                config.writeChecksum() == ChecksumAlgorithm.CRC64_NVME,
                true,
                METADATA,
                LIMITS);
    }

    @Override
    public Optional<KeyProblem> problemWith(Key key) {
        return S3Keys.problemWith(key);
    }

    @Override
    public CompletionStage<ListPage> list(ListRequest request) {
        return listing.list(request);
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
