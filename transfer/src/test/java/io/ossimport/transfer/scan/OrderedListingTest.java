package io.ossimport.transfer.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListPage;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.StoreException;
import io.ossimport.testkit.store.MemoryStore;
import io.ossimport.testkit.store.StoreFaults;
import io.ossimport.transfer.copy.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderedListingTest {

    private final MemoryStore store = new MemoryStore("mem://store");
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ListRetry retry =
            new ListRetry(
                    3,
                    new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), new Random(1)),
                    timer);

    @BeforeEach
    void fill() {
        store.setMaxPageSize(3);
        for (int i = 0; i < 10; i++) {
            store.put("p/" + i, new byte[1]);
        }
        store.put("q", new byte[1]);
    }

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    private List<String> list(Key after) throws Exception {
        OrderedListing listing = new OrderedListing(store, Key.of("p/"), after, retry);
        List<String> keys = new ArrayList<>();
        while (!listing.isEnded()) {
            listing.next()
                    .get(10, TimeUnit.SECONDS)
                    .forEach(object -> keys.add(object.key().toString()));
        }
        return keys;
    }

    private void change(long nth, UnaryOperator<ListPage> change) {
        store.setFaults(
                new StoreFaults() {
                    @Override
                    public ListPage page(Call call, ListPage page) {
                        return call.nth() >= nth ? change.apply(page) : page;
                    }
                });
    }

    private void assertNotTrusted(String why) {
        assertThatThrownBy(() -> list(Key.EMPTY))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        StoreException.class,
                        e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.BAD_ANSWER))
                .hasMessageContaining(why);
        assertThat(store.calls("list")).isGreaterThanOrEqualTo(3);
    }

    @Test
    void allPagesAreListedOnce() throws Exception {
        assertThat(list(Key.EMPTY)).hasSize(10).startsWith("p/0").endsWith("p/9");
        assertThat(store.calls("list")).isEqualTo(4);
    }

    @Test
    void listingBeginsBehindAKey() throws Exception {
        assertThat(list(Key.of("p/6"))).containsExactly("p/7", "p/8", "p/9");
    }

    @Test
    void aPageThatComesTwiceIsNotTrusted() {
        List<ListPage> first = new ArrayList<>();
        change(
                1,
                page -> {
                    first.add(page);
                    return new ListPage(first.get(0).objects(), true, page.nextToken() + "x");
                });

        assertNotTrusted("is listed after");
    }

    @Test
    void keysOutOfOrderAreNotTrusted() {
        change(
                2,
                page -> {
                    List<ListedObject> turned = new ArrayList<>(page.objects());
                    java.util.Collections.reverse(turned);
                    return new ListPage(turned, page.truncated(), page.nextToken());
                });

        assertNotTrusted("is listed after");
    }

    @Test
    void aTokenThatDoesNotMoveIsNotTrusted() {
        change(2, page -> new ListPage(page.objects(), page.truncated(), "p/2"));

        assertNotTrusted("came twice");
    }

    @Test
    void aPageWithoutKeysAndWithoutATokenIsNotTrusted() {
        change(2, page -> new ListPage(List.of(), true, null));

        assertNotTrusted("but not where");
    }

    @Test
    void keysOutsideThePrefixAreNotTrusted() {
        change(
                4,
                page -> {
                    List<ListedObject> more = new ArrayList<>(page.objects());
                    ListedObject last = more.get(more.size() - 1);
                    more.add(
                            new ListedObject(
                                    Key.of("q"),
                                    1,
                                    0,
                                    "",
                                    last.checksum(),
                                    "",
                                    ListedObject.Kind.OBJECT));
                    return new ListPage(more, false, null);
                });

        assertNotTrusted("not under the prefix");
    }

    @Test
    void aBadPageThatIsRightTheNextTimeDoesNoHarm() throws Exception {
        store.setFaults(
                new StoreFaults() {
                    @Override
                    public ListPage page(Call call, ListPage page) {
                        return call.nth() == 2 ? new ListPage(List.of(), true, null) : page;
                    }
                });

        assertThat(list(Key.EMPTY)).hasSize(10);
    }

    @Test
    void emptyPagesInBetweenDoNoHarm() throws Exception {
        store.setFaults(
                new StoreFaults() {
                    @Override
                    public ListPage page(Call call, ListPage page) {
                        return call.nth() == 2 ? new ListPage(List.of(), true, "p/2") : page;
                    }
                });

        assertThat(list(Key.EMPTY)).hasSize(10);
    }
}
