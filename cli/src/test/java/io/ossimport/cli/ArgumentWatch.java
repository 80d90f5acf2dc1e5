package io.ossimport.cli;

import io.ossimport.testkit.leak.Canary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Looks for secrets in the arguments of all processes of this machine, ten times a second. */
final class ArgumentWatch {

    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final Thread thread = new Thread(this::watch, "argument-watch");

    private ArgumentWatch() {}

    static ArgumentWatch start() {
        ArgumentWatch watch = new ArgumentWatch();
        watch.thread.setDaemon(true);
        watch.thread.start();
        return watch;
    }

    private void watch() {
        try {
            while (true) {
                ProcessHandle.allProcesses()
                        .map(ArgumentWatch::arguments)
                        .filter(arguments -> arguments.contains(Canary.TEXT))
                        .forEach(seen::add);
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The arguments of a process; empty when it has gone. */
    static String arguments(ProcessHandle process) {
        try {
            return Files.readString(
                    Path.of("/proc", Long.toString(process.pid()), "cmdline"),
                    StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    /** Ends, and gives the arguments in which one was. */
    Set<String> stop() {
        thread.interrupt();
        return seen;
    }
}
