package io.ossimport.testkit.fault;

import io.netty.channel.unix.Socket;
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
 * Calls of the same name on the same file or kind of request are told apart by their number; those
 * that move a few bytes each, one right after another on one file, are one call that was not
 * buffered. Safe for many threads; one at a time in a JVM.
 */
public final class StepFaults implements AutoCloseable {

    private static final int FEW_BYTES = 512;

    private final StepNames names;
    private final @Nullable Step target;
    private final FaultKind kind;
    private final Consumer<Object> endEngine;

    // guarded by this
    private final Map<String, Integer> counts = new HashMap<>();
    private final Map<String, String> unbuffered = new HashMap<>();
    private final List<Step> seen = new ArrayList<>();
    private final List<Object> engines = new ArrayList<>();
    private boolean fired;
    private boolean crashed;
    private boolean full;

    private StepFaults(
            StepNames names, @Nullable Step target, FaultKind kind, Consumer<Object> endEngine) {
        this.names = names;
        this.target = target;
        this.kind = kind;
        this.endEngine = endEngine;
    }

    /**
     * Watches from now on, until closed.
     *
     * @param roots folders whose files are the job's, and what their names begin with
     * @param peers ports of stores, and what to call them
     * @param target the call that fails, or null for none
     * @param endEngine ends an engine that was started, when the process is to be dead
     */
    public static StepFaults watch(
            Map<Path, String> roots,
            Map<Integer, String> peers,
            @Nullable Step target,
            FaultKind kind,
            Consumer<Object> endEngine) {
        StepFaults faults = new StepFaults(new StepNames(roots, peers), target, kind, endEngine);
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
        if (name == null) {
            return bytes;
        }
        boolean goesOn = !(on instanceof Socket) && goesOn(call, on.toString(), bytes);
        return judge(call.equals("sendMany") ? "send" : call, name, bytes, goesOn);
    }

    // Whether the last call on this file was the same, and neither moves more than a few bytes.
    private synchronized boolean goesOn(String call, String file, int bytes) {
        boolean isSmall = 0 < bytes && bytes < FEW_BYTES;
        String last = isSmall ? unbuffered.put(file, call) : unbuffered.remove(file);
        return isSmall && call.equals(last);
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

    private synchronized int judge(String call, String name, int bytes, boolean goesOn)
            throws IOException {
        if (crashed) {
            throw new IOException("Input/output error");
        }
        int nth = counts.merge(call + " " + name, goesOn ? 0 : 1, Integer::sum);
        Step step = new Step(call, name, nth);
        if (full && step.growsFiles()) {
            throw new IOException("No space left on device");
        }
        if (goesOn) {
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
