package io.ossimport.transfer.simulation;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.outcome.Outcome;
import io.ossimport.core.outcome.OutcomeKind;
import io.ossimport.core.outcome.Reason;
import io.ossimport.core.store.Key;
import io.ossimport.testkit.cloud.Content;
import io.ossimport.testkit.store.MemoryObject;
import io.ossimport.transfer.report.OutcomeCount;
import io.ossimport.transfer.report.Totals;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds the invariants against everything that a simulated job does. A violation is kept until
 * somebody asks, for where it is found exceptions are caught by others.
 */
final class Judge {

    private final World world;
    private final Map<Key, String> outside = new LinkedHashMap<>();

    /** The source versions that the job wrote to the place of each source key. */
    private final Map<Key, Set<String>> written = new HashMap<>();

    private final Set<Key> troubled = new HashSet<>();
    private final Set<Key> spoiled = new HashSet<>();
    private final Map<Key, Outcome> committed = new HashMap<>();
    private final OutcomeCount count = new OutcomeCount(Totals.ZERO);
    private @Nullable String violation;
    private int lateWrites;
    private int partsForOthers;
    private int wronglySame;

    Judge(World world) {
        this.world = world;
        outside.putAll(beside());
    }

    /** The first violation, or null. */
    @Nullable String violation() {
        return violation;
    }

    void violated(String what) {
        violation = violation == null ? what : violation;
    }

    private void require(boolean right, String what, Object about) {
        if (!right) {
            violated(what + ": " + about);
        }
    }

    /** Something goes wrong with a call about this source key. */
    void troubled(Key sourceKey) {
        troubled.add(sourceKey);
    }

    /**
     * The job wrote to the destination.
     *
     * @param flipped whether a bit was changed on the way
     */
    void wrote(Key destinationKey, boolean flipped) {
        if (!destinationKey.startsWith(world.mapping.destinationPrefix())) {
            violated("I4: written outside the prefix: " + destinationKey);
            return;
        }
        Key key = world.mapping.toSource(destinationKey);
        String copy = world.copyOf(key);
        if (world.versions(key).containsKey(copy)) {
            written.computeIfAbsent(key, k -> new HashSet<>()).add(copy);
            spoiled.remove(key);
        } else if (flipped) {
            spoiled.add(key);
        } else {
            violated("I5: what was written is no version of the source: " + key);
        }
    }

    /** A mover gives an outcome. */
    void gave(Outcome outcome) {
        Key key = outcome.key();
        if (outcome.kind() == OutcomeKind.COPIED) {
            gaveCopied(outcome);
        } else if (outcome.kind() == OutcomeKind.FAILED) {
            boolean explained =
                    troubled.contains(key)
                            || outcome.reason() == Reason.EXISTS_DIFFERENT
                            || world.versions(key).size() > 1;
            require(explained, "failed without a fault", outcome);
        } else if (outcome.reason() == Reason.SOURCE_GONE) {
            require(!world.isSteady(key), "I1: called gone, but it never went", outcome);
        } else if (spoiled.contains(key)) {
            wronglySame++;
        }
    }

    private void gaveCopied(Outcome outcome) {
        Key key = outcome.key();
        Content version = world.versions(key).get(outcome.sourceEtag());
        if (version == null) {
            violated("I5: copied a version that never was: " + outcome);
            return;
        }
        require(version.length() == outcome.size(), "I2: wrong size", outcome);
        Checksum checksum = outcome.checksum();
        ChecksumAlgorithm algorithm = checksum.algorithm();
        require(
                algorithm == null || version.checksum(algorithm).equals(checksum),
                "I2: wrong checksum",
                outcome);
        if (world.copyOf(key).equals(outcome.sourceEtag())) {
            return;
        }
        boolean once = written.getOrDefault(key, Set.of()).contains(outcome.sourceEtag());
        require(once, "I2: called copied, but never written", outcome);
        if (world.isMeddled(key)) {
            return;
        }
        // A put of a mover that died may arrive after its successor's, with an older version.
        require(world.versions(key).size() > 1, "I2: wrong bytes", outcome);
        lateWrites++;
    }

    /** Outcomes that a complete checkpoint made count. */
    void commit(List<Outcome> outcomes) {
        for (Outcome outcome : outcomes) {
            Outcome before = committed.put(outcome.key(), outcome);
            if (before != null) {
                violated("I1: a second outcome: " + outcome + " after " + before);
            }
            count.add(outcome);
        }
    }

    /** The totals that the movers keep, after each complete checkpoint. */
    void totals(Totals kept) {
        Totals counted = count.totals();
        if (!kept.agreesWith(counted)) {
            violated("I3: the books say " + kept + ", the lists " + counted);
        }
    }

    /** The job calls itself done. */
    void done() {
        for (Key key : world.steadyKeys()) {
            require(committed.containsKey(key), "I1: no outcome", key);
        }
        for (Outcome outcome : committed.values()) {
            Key key = outcome.key();
            require(world.versions(key).size() > 0, "I1: an outcome of no object", outcome);
            if (outcome.kind() == OutcomeKind.COPIED
                    && world.isConstant(key)
                    && !world.isMeddled(key)) {
                require(world.copyOf(key).equals(outcome.sourceEtag()), "I2: in the end", outcome);
            }
        }
        require(beside().equals(outside), "I4: changed beside the prefix", "");
        for (String writing : List.of("put", "openUpload", "writePart", "completeUpload")) {
            require(world.source.calls(writing) == 0, "I4: the source was written", writing);
        }
    }

    private Map<Key, String> beside() {
        Map<Key, String> beside = new LinkedHashMap<>();
        for (Map.Entry<Key, MemoryObject> entry : world.destination.objects().entrySet()) {
            if (!entry.getKey().startsWith(world.mapping.destinationPrefix())) {
                beside.put(entry.getKey(), World.md5(entry.getValue().content()));
            }
        }
        return beside;
    }

    Totals counted() {
        return count.totals();
    }

    /** A mover has sent a part of an object that another one has. */
    void sentForAnother() {
        partsForOthers++;
    }

    int partsForOthers() {
        return partsForOthers;
    }

    /** Copies that a dead mover's late put replaced by an older version. */
    int lateWrites() {
        return lateWrites;
    }

    /** Objects left as they were although a bit in them had been flipped by an earlier life. */
    int wronglySame() {
        return wronglySame;
    }
}
