package io.ossimport.cli.cluster;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a machine is like, as {@code check.sh} has found it there.
 *
 * @param why it was not reached
 * @param clockMillis how far its clock is ahead at the least; negative when behind, 0 when that
 *     cannot be told from the time that the answer took
 * @param shared what it has read in the working folder
 * @param ports what came of each of the master's ports: {@code open}, {@code free}, or why neither
 * @param running the names of our processes
 */
record HostFacts(
        String host,
        boolean isReached,
        String why,
        String javaVersion,
        long clockMillis,
        long freeBytes,
        long handles,
        String shared,
        boolean isWritable,
        boolean hasKey,
        List<String> missing,
        Map<Integer, String> ports,
        List<String> running) {

    static HostFacts of(Answer answer) {
        Map<String, String> found = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        List<String> running = new ArrayList<>();
        Map<Integer, String> ports = new LinkedHashMap<>();
        for (String line : answer.out().split("\n", -1)) {
            String[] words = line.split(" ", 2);
            String value = words.length == 2 ? words[1].strip() : "";
            switch (words[0]) {
                case "missing" -> missing.add(value);
                case "running" -> running.add(value);
                case "port" -> {
                    String[] port = value.split(" ", 2);
                    ports.put(Integer.parseInt(port[0]), port.length == 2 ? port[1] : "no answer");
                }
                default -> found.put(words[0], value);
            }
        }
        return new HostFacts(
                answer.host(),
                answer.isReached() && found.containsKey("clock"),
                answer.why(),
                found.getOrDefault("java", ""),
                ahead(number(found, "clock"), answer),
                number(found, "free") * 1024,
                "unlimited".equals(found.get("handles"))
                        ? Long.MAX_VALUE
                        : number(found, "handles"),
                found.getOrDefault("shared", ""),
                found.containsKey("writable"),
                found.containsKey("key"),
                List.copyOf(missing),
                Map.copyOf(ports),
                List.copyOf(running));
    }

    private static long number(Map<String, String> found, String name) {
        String value = found.getOrDefault(name, "");
        return value.matches("[0-9]{1,15}") ? Long.parseLong(value) : 0;
    }

    // The machine looked at its clock some time between the question and the answer.
    private static long ahead(long clock, Answer answer) {
        if (clock < answer.askedMillis()) {
            return clock - answer.askedMillis();
        }
        return Math.max(0, clock - answer.answeredMillis());
    }

    int javaMajor() {
        String version = javaVersion.startsWith("1.") ? javaVersion.substring(2) : javaVersion;
        String digits = version.replaceFirst("[^0-9].*", "");
        return digits.isEmpty() || digits.length() > 4 ? 0 : Integer.parseInt(digits);
    }
}
