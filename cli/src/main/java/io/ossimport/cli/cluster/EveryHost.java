package io.ossimport.cli.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks many machines at once, at most {@value #AT_ONCE}. */
final class EveryHost {

    private static final int AT_ONCE = 32;

    private EveryHost() {}

    /** What is asked of one. */
    interface Question {
        Answer of(String host) throws InterruptedException;
    }

    /** The answers in the order of {@code hosts}. */
    static List<Answer> ask(List<String> hosts, Question question) throws InterruptedException {
        ExecutorService threads =
                Executors.newFixedThreadPool(
                        Math.max(1, Math.min(AT_ONCE, hosts.size())),
                        work -> new Thread(work, "ssh"));
        try {
            List<Future<Answer>> asked = new ArrayList<>();
            for (String host : hosts) {
                asked.add(threads.submit(() -> question.of(host)));
            }
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : asked) {
                answers.add(answer.get());
            }
            return answers;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a machine could not be asked", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
