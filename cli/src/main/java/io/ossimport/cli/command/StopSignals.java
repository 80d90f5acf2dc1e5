package io.ossimport.cli.command;

import io.ossimport.cli.ExitCode;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ctrl-C and SIGTERM while a job runs: the first asks the run to stop in order, the second ends the
 * process at once, which loses no state either.
 *
 * <p>A JVM's own answer to these signals runs all shutdown hooks at the same time, the engine's
 * among them, and ends with a status of its own. So they are caught instead, through {@code
 * sun.misc.Signal}, which every JDK exports but the compiler warns of: hence the reflection.
 */
final class StopSignals implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StopSignals.class);

    private final Map<Object, Object> before = new LinkedHashMap<>();

    private StopSignals() {}

    /**
     * From now on the first signal runs {@code stop}, on a thread of its own; until {@link #close}.
     */
    static StopSignals onFirst(Runnable stop) {
        StopSignals signals = new StopSignals();
        try {
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object handler =
                    Proxy.newProxyInstance(
                            StopSignals.class.getClassLoader(),
                            new Class<?>[] {handlerType},
                            handler(stop));
            Class<?> type = Class.forName("sun.misc.Signal");
            for (String name : new String[] {"INT", "TERM"}) {
                Object signal = type.getConstructor(String.class).newInstance(name);
                signals.before.put(signal, handle(signal, handler));
            }
        } catch (ReflectiveOperationException e) {
            LOG.warn("cannot catch signals; Ctrl-C ends the process at once", e);
        }
        return signals;
    }

    @Override
    public void close() {
        before.forEach(
                (signal, handler) -> {
                    try {
                        handle(signal, handler);
                    } catch (ReflectiveOperationException e) {
                        LOG.warn("cannot give back {}", signal, e);
                    }
                });
    }

    // Signal.handle(signal, handler): gives the handler that there was.
    private static Object handle(Object signal, Object handler)
            throws ReflectiveOperationException {
        return signal.getClass()
                .getMethod("handle", signal.getClass(), Class.forName("sun.misc.SignalHandler"))
                .invoke(null, signal, handler);
    }

    private static InvocationHandler handler(Runnable stop) {
        AtomicBoolean first = new AtomicBoolean(true);
        return (proxy, method, args) -> {
            switch (method.getName()) {
                case "handle" -> {
                    if (!first.getAndSet(false)) {
                        Runtime.getRuntime().halt(ExitCode.STOPPED.status());
                    }
                    stop.run();
                    return null;
                }
                case "hashCode" -> {
                    return System.identityHashCode(proxy);
                }
                case "equals" -> {
                    return proxy == args[0];
                }
                default -> {
                    return "StopSignals";
                }
            }
        };
    }
}
