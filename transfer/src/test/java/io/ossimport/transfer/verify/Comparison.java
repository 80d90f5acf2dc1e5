package io.ossimport.transfer.verify;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.job.OverwritePolicy;
import io.ossimport.core.job.TakeRules;
import io.ossimport.core.job.VerifyRules;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.testkit.store.MemoryStore;
import io.ossimport.transfer.move.Jobs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Compares two stores in memory, and keeps what came out. */
final class Comparison {

    final MemoryStore source = new MemoryStore("mem://source");
    final MemoryStore destination = new MemoryStore("mem://destination");
    final List<VerifyRow> rows = Collections.synchronizedList(new ArrayList<>());
    TakeRules take = TakeRules.ALL;
    VerifyRules.Depth depth = VerifyRules.Depth.CHECKSUMS;
    Sample sample = Sample.NONE;
    Function<ListedObject, Checksum> manifest = version -> Checksum.NONE;

    VerifyTotals run() throws Exception {
        return run(source, destination);
    }

    VerifyTotals run(ObjectStore from, ObjectStore to) throws Exception {
        rows.clear();
        JobSpec job = Jobs.job(OverwritePolicy.DIFFERENT);
        VerifyRules rules = new VerifyRules(take, depth);
        try {
            return new Verifier(from, to, job, rules, sample, null, manifest)
                    .run(rows::add)
                    .get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /** {@code in/a} to {@code MISSING} and so on; fails when a key has two rows. */
    Map<String, String> verdicts() {
        Map<String, String> verdicts = new TreeMap<>();
        for (VerifyRow row : rows) {
            String before = verdicts.put(row.key().toString(), row.verdict().name());
            if (before != null) {
                throw new AssertionError(row.key() + " has two rows");
            }
        }
        return verdicts;
    }

    /** {@code SAME CHECKSUM}: verdict and evidence of the only row. */
    String only() {
        if (rows.size() != 1) {
            throw new AssertionError(rows.toString());
        }
        return rows.get(0).verdict() + " " + rows.get(0).evidence();
    }

    /** Reads and heads of both ends so far. */
    long calls(String operation) {
        return source.calls(operation) + destination.calls(operation);
    }
}
