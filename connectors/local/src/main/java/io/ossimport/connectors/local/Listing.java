package io.ossimport.connectors.local;

import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListPage;
import io.ossimport.core.store.ListRequest;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.StoreException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Lists a tree page by page. Blocks. Safe for many threads. */
final class Listing {
    private final Path root;
    private final boolean followLinks;
    private final boolean destination;
    private final Walks walks = new Walks();

    Listing(Path root, boolean followLinks, boolean destination) {
        this.root = root;
        this.followLinks = followLinks;
        this.destination = destination;
    }

    ListPage page(ListRequest request) throws IOException {
        TreeWalk walk = walks.take(request.token(), request.after());
        if (walk == null) {
            walk = begin(request);
        }
        List<ListedObject> objects = new ArrayList<>();
        while (true) {
            ListedObject next = walk.peek();
            if (next == null || !next.key().startsWith(request.prefix())) {
                return new ListPage(objects, false, null);
            }
            if (objects.size() == request.limit()) {
                Key last = objects.get(objects.size() - 1).key();
                return new ListPage(objects, true, walks.keep(walk, last));
            }
            objects.add(next);
            walk.next();
        }
    }

    private TreeWalk begin(ListRequest request) throws IOException {
        boolean fromPrefix = request.after().compareTo(request.prefix()) < 0;
        Key from = fromPrefix ? request.prefix() : request.after();
        if (destination) {
            Files.createDirectories(root);
        }
        try {
            return new TreeWalk(root, from, fromPrefix, followLinks, destination);
        } catch (NoSuchFileException | NotDirectoryException e) {
            throw StoreException.of(Kind.NO_SUCH_BUCKET, "list", root.toString())
                    .detail(
                            e instanceof NoSuchFileException
                                    ? "the folder is not there"
                                    : "it is not a folder")
                    .cause(e)
                    .build();
        }
    }
}
