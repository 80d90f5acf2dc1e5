package io.ossimport.testkit.fault;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Watches the calls of one job and makes one of them fail. {@link FaultAgent} must be installed.
 * Calls of the same name on the same file or kind of request are told apart up to a limit; those
 * beyond it go on. Safe for many threads; one at a time in a JVM.
 */
public final class StepFaults implements AutoCloseable {

    private final StepNames names;
    private final int most;
    private final @Nullable Step target;
    private final FaultKind kind;
    private final Consumer<Object> endEngine;

    // guarded by this
    private final Map<String, Integer> counts = new HashMap<>();
    private final List<Step> seen = new ArrayList<>();
    private final List<Object> engines = new ArrayList<>();
    private boolean fired;
    private boolean crashed;
    private boolean full;

    private StepFaults(
            StepNames names,
            int most,
            @Nullable Step target,
            FaultKind kind,
            Consumer<Object> endEngine) {
        this.names = names;
        this.most = most;
        this.target = target;
        this.kind = kind;
        this.endEngine = endEngine;
    }

    /**
     * Watches from now on, until closed.
     *
     * @param roots folders whose files are the job's, and what their names begin with; what ends
     *     with a star is the name of all files there. The first that fits counts.
     * @param peers ports of stores, and what to call them
     * @param most how many calls of one name on files or requests of one name are told apart
     * @param target the call that fails, or null for none
     * @param endEngine ends an engine that was started, when the process is to be dead
     */
    public static StepFaults watch(
            Map<Path, String> roots,
            Map<Integer, String> peers,
            int most,
            @Nullable Step target,
            FaultKind kind,
            Consumer<Object> endEngine) {
        StepFaults faults =
                new StepFaults(new StepNames(roots, peers), most, target, kind, endEngine);
        FaultPoint.judge = faults::judge;
        return faults;
    }

    /** The calls so far, in the order in which they were first made. */
    public synchronized List<Step> seen() {
        return List.copyOf(seen);
    }

    /** Whether the call that is to fail was made. */
    public synchronized boolean fired() {
        return fired;
    }

    /** Lets all calls go on again, unwatched. */
    @Override
    public void close() {
        FaultPoint.judge = null;
    }

    private int judge(String call, Object on, int bytes, long address) throws IOException {
        if (call.equals("start")) {
            started(on);
            return bytes;
        }
        String name = names.of(call, on, bytes, address);
        return name == null ? bytes : judge(call.equals("sendMany") ? "send" : call, name, bytes);
    }

    private synchronized void started(Object engine) {
        engines.add(engine);
        if (crashed) {
            end(engine);
        }
    }

    private void end(Object engine) {
        var unused = CompletableFuture.runAsync(() -> endEngine.accept(engine));
    }

    private synchronized int judge(String call, String name, int bytes) throws IOException {
        if (crashed) {
            throw new IOException("Input/output error");
        }
        int nth = counts.merge(call + " " + name, 1, Integer::sum);
        Step step = new Step(call, name, nth);
        if (full && step.growsFiles()) {
            throw new IOException("No space left on device");
        }
        if (nth > most) {
            return bytes;
        }
        seen.add(step);
        if (fired || !step.equals(target)) {
            return bytes;
        }
        fired = true;
        return befall(step, bytes);
    }

    private int befall(Step step, int bytes) throws IOException {
        switch (kind) {
            case SHORT -> {
                return 1;
            }
            case CRASH -> {
                crashed = true;
                engines.forEach(this::end);
                if (step.movesBytes() && bytes > 1) {
                    return bytes / 2;
                }
                throw new IOException("Input/output error");
            }
            case NO_SPACE -> {
                full = true;
                throw new IOException("No space left on device");
            }
            case EXCEPTION -> throw new IOException("Input/output error");
        }
        throw new AssertionError(kind);
    }
}
