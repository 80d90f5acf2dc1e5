package io.ossimport.transfer.retry;

import io.ossimport.core.job.TakeRules;
import io.ossimport.core.outcome.Outcome;
import io.ossimport.core.outcome.OutcomeKind;
import io.ossimport.core.outcome.Reason;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListPage;
import io.ossimport.core.store.ListRequest;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.KeyText;
import io.ossimport.transfer.report.ListRows;
import io.ossimport.transfer.report.OutcomeCsv;
import io.ossimport.transfer.report.Recount;
import io.ossimport.transfer.scan.ChosenObjects;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The objects that failed in a run, as they were when it listed them, in the order of their keys.
 * One that has changed since then is found out when it is read. Immutable.
 */
public final class FailedObjects implements ChosenObjects {

    /** The most that are retried at once; about a kilobyte of memory each. */
    public static final int MOST = 200_000;

    // A folder that could not be read: what is below it has never been listed.
    private static final String UNLISTED =
            "it could not be read when it was listed; only a new run lists what is below it";

    private final NavigableMap<Key, ListedObject> objects;

    private FailedObjects(NavigableMap<Key, ListedObject> objects) {
        this.objects = objects;
    }

    /** Reads the failed list of a run. */
    public static FailedObjects read(JobFolder job, int run) throws IOException {
        NavigableMap<Key, ListedObject> objects = new TreeMap<>();
        for (Path file : Recount.files(job.list(run, OutcomeKind.FAILED))) {
            ListRows.read(file, OutcomeCsv::read, row -> objects.put(row.key(), listed(row)));
        }
        return new FailedObjects(objects);
    }

    private static ListedObject listed(Outcome row) {
        return new ListedObject(
                row.key(),
                row.size(),
                row.sourceModifiedMillis(),
                row.sourceEtag(),
                row.sourceChecksum(),
                detail(row),
                kind(row.reason()));
    }

    private static String detail(Outcome row) {
        return switch (row.reason()) {
            case SOURCE_UNREADABLE -> UNLISTED;
            case KEY_COLLISION -> row.message();
            default -> "";
        };
    }

    private static ListedObject.Kind kind(Reason reason) {
        return switch (reason) {
            case SPECIAL_FILE -> ListedObject.Kind.SPECIAL;
            case SOURCE_UNREADABLE -> ListedObject.Kind.UNREADABLE;
            case SOURCE_MISSING -> ListedObject.Kind.MISSING;
            case KEY_COLLISION -> ListedObject.Kind.COLLIDING;
            default -> ListedObject.Kind.OBJECT;
        };
    }

    @Override
    public ObjectStore atSource(ObjectStore source) {
        return new FailedAtSource(source, this);
    }

    @Override
    public boolean areFew() {
        return true;
    }

    @Override
    public boolean areAll() {
        return false;
    }

    // What failed was taken once; the list of it does not keep all that filters look at.
    @Override
    public TakeRules take(TakeRules rules) {
        return TakeRules.ALL;
    }

    @Override
    public void close() {}

    /** How many there are. */
    public int count() {
        return objects.size();
    }

    /** A page of them, as a listing has it. */
    ListPage page(ListRequest request, int most) {
        String token = request.token();
        Key after = token == null ? request.after() : KeyText.decode(token);
        List<ListedObject> page =
                objects.tailMap(after, false).values().stream()
                        .limit(Math.min(most, request.limit()))
                        .toList();
        if (page.isEmpty()) {
            return new ListPage(page, false, null);
        }
        Key last = page.get(page.size() - 1).key();
        boolean isMore = objects.higherKey(last) != null;
        return new ListPage(page, isMore, isMore ? KeyText.encode(last) : null);
    }
}
