package io.ossimport.connectors.oss;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.store.ListPage;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.StoreException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Shows symbolic links as what a read of them brings: the target's bytes. A listing has the link's
 * own size and ETag, so each link costs a HEAD. One whose target cannot be read is {@link
 * ListedObject.Kind#UNREADABLE}.
 *
 * @see <a href="https://help.aliyun.com/document_detail/31984.html">Alibaba Cloud, HeadObject</a>
 */
final class OssLinks {

    private final OssReads reads;

    OssLinks(OssReads reads) {
        this.reads = reads;
    }

    CompletionStage<ListPage> followed(ListPage page) {
        if (page.objects().stream().noneMatch(OssLinks::isLink)) {
            return CompletableFuture.completedFuture(page);
        }
        List<CompletableFuture<ListedObject>> shown = new ArrayList<>(page.objects().size());
        for (ListedObject listed : page.objects()) {
            shown.add(
                    isLink(listed)
                            ? followed(listed).toCompletableFuture()
                            : CompletableFuture.completedFuture(listed));
        }
        return CompletableFuture.allOf(shown.toArray(CompletableFuture[]::new))
                .thenApply(
                        all ->
                                new ListPage(
                                        shown.stream().map(CompletableFuture::join).toList(),
                                        page.truncated(),
                                        page.nextToken()));
    }

    private CompletionStage<ListedObject> followed(ListedObject link) {
        return reads.head(link.key())
                .handle(
                        (read, failure) ->
                                failure == null ? read.version() : unreadable(link, failure));
    }

    private static ListedObject unreadable(ListedObject link, Throwable failure) {
        Throwable cause = StoreException.cause(failure);
        boolean gone = cause instanceof StoreException error && error.kind() == Kind.NOT_FOUND;
        if (!gone) {
            throw new CompletionException(cause); // the page is asked for again
        }
        return new ListedObject(
                link.key(),
                link.size(),
                link.lastModifiedMillis(),
                link.etag(),
                Checksum.NONE,
                "a symbolic link whose target does not exist",
                ListedObject.Kind.UNREADABLE);
    }

    private static boolean isLink(ListedObject listed) {
        return listed.kind() == ListedObject.Kind.SYMLINK;
    }
}
