package io.ossimport.connectors.oss;

import static io.ossimport.testkit.store.StoreCalls.await;
import static io.ossimport.testkit.store.StoreCalls.awaitFailure;
import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListRequest;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.ObjectRead;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.ReadRequest;
import io.ossimport.core.store.StoreException.Kind;
import io.ossimport.testkit.cloud.Content;
import io.ossimport.testkit.cloud.FakeBucket;
import io.ossimport.testkit.cloud.FakeOss;
import io.ossimport.testkit.store.BodyCollector;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Symbolic links are listed and read as what they point to. */
class OssLinksTest {

    private static final ListRequest ALL = new ListRequest(Key.EMPTY, Key.EMPTY, null, 1000);
    private static final Instant OLD = Instant.ofEpochSecond(1_700_000_000);
    private static final Instant LATE = Instant.ofEpochSecond(1_800_000_000);

    private final byte[] bytes = Content.generated(1, 10_000).toBytes();
    private FakeOss oss;
    private FakeBucket bucket;
    private ObjectStore store;

    @BeforeEach
    void start() throws Exception {
        oss = FakeOss.start();
        bucket = oss.createBucket("photos");
        bucket.put("target", Content.of(bytes), Map.of("x-oss-storage-class", "IA"), OLD);
        bucket.link("link", "target", LATE);
        store = OssStores.open(oss, "photos", Map.of());
    }

    @AfterEach
    void stop() {
        store.close();
        oss.close();
    }

    @Test
    void aLinkIsListedAsItsTarget() throws Exception {
        List<ListedObject> listed = await(store.list(ALL)).objects();
        ListedObject link = listed.get(0);
        ListedObject target = listed.get(1);
        assertThat(link.key()).isEqualTo(Key.of("link"));
        assertThat(link.kind()).isEqualTo(ListedObject.Kind.OBJECT);
        assertThat(link.size()).isEqualTo(bytes.length);
        assertThat(link.etag()).isEqualTo(target.etag());
        assertThat(link.storageClass()).isEqualTo("IA");
        assertThat(link.lastModifiedMillis()).isEqualTo(LATE.toEpochMilli());
        assertThat(oss.requests().count("HeadObject")).as("one for each link").isEqualTo(1);
    }

    @Test
    void aLinkIsReadInTheVersionThatItsTargetHad() throws Exception {
        ListedObject link = await(store.list(ALL)).objects().get(0);
        ObjectRead read = await(store.read(new ReadRequest(link, null)));
        assertThat(read.checksums()).as("the link's own say nothing of the bytes").isEmpty();
        assertThat(await(BodyCollector.collect(read.body()))).isEqualTo(bytes);

        bucket.put("target", new byte[] {1});
        awaitFailure(store.read(new ReadRequest(link, null)), Kind.CHANGED);
    }

    @Test
    void aLinkToNothingCannotBeRead() throws Exception {
        bucket.remove("target");
        ListedObject link = await(store.list(ALL)).objects().get(0);
        assertThat(link.kind()).isEqualTo(ListedObject.Kind.UNREADABLE);
        assertThat(link.storageClass()).contains("target does not exist");
    }

    @Test
    void aLinkThatCannotBeLookedUpFailsThePage() throws Exception {
        oss.faults().on("HeadObject").status(503, "ServiceUnavailable");
        awaitFailure(store.list(ALL), Kind.THROTTLED);
    }
}
