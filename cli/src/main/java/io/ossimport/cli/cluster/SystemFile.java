package io.ossimport.cli.cluster;

import io.ossimport.core.config.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What OssImport's {@code conf/sys.properties} says of the machines.
 *
 * @param workingDir absolute; the same on all of them
 * @param user empty where ssh knows it by itself
 * @param password of that user; none where a key or ssh's agent does
 * @param keyFile empty where ssh knows it by itself
 * @param heap of Java, such as {@code 2g}; empty for what the launcher has
 * @param text of the file, without the password's line, which no other machine needs
 */
record SystemFile(
        String workingDir,
        String user,
        Secret password,
        String keyFile,
        int sshPort,
        String heap,
        String text) {

    private static final List<String> KEYS =
            List.of(
                    "workingDir",
                    "workerUserName",
                    "workerPassword",
                    "privateKeyFile",
                    "sshPort",
                    "javaHeapMaxSize");

    /** A value that was set, and where. */
    private record Value(String text, int line) {
        static final Value NONE = new Value("", 0);
    }

    static SystemFile read(Path file, List<String> mistakes) {
        ConfFile conf = new ConfFile(file, mistakes);
        List<ConfFile.Line> lines = conf.lines();
        Map<String, Value> values = new HashMap<>();
        for (ConfFile.Line line : lines) {
            take(line, values, conf);
        }
        return new SystemFile(
                workingDir(values, lines.isEmpty(), conf),
                user(values, conf),
                Secret.of(value(values, "workerPassword").text()),
                keyFile(values, conf),
                sshPort(values, conf),
                heap(values, conf),
                lines.stream()
                        .map(ConfFile.Line::text)
                        .filter(line -> !line.matches("workerPassword\\s*=.*"))
                        .collect(Collectors.joining("\n", "", "\n")));
    }

    private static void take(ConfFile.Line line, Map<String, Value> values, ConfFile conf) {
        int equals = line.text().indexOf('=');
        if (equals <= 0) {
            // Not repeated: it may be half of a secret.
            conf.wrong(line.number(), "is not of the form key=value");
            return;
        }
        String key = line.text().substring(0, equals).strip();
        values.put(key, new Value(line.text().substring(equals + 1).strip(), line.number()));
        for (String known : KEYS) {
            if (!key.equals(known)
                    && (key.equalsIgnoreCase(known) || (key + "Name").equalsIgnoreCase(known))) {
                conf.wrong(line.number(), "there is no key " + key + "; write " + known);
            }
        }
    }

    private static Value value(Map<String, Value> values, String key) {
        return values.getOrDefault(key, Value.NONE);
    }

    private static String workingDir(Map<String, Value> values, boolean empty, ConfFile conf) {
        Value folder = value(values, "workingDir");
        if (!folder.text().startsWith("/") || folder.text().matches("/+")) {
            if (!empty || folder.line() > 0) {
                conf.wrong(
                        folder.line(),
                        "workingDir is \""
                                + folder.text()
                                + "\"; it must be the absolute path of a folder that all machines"
                                + " share, such as /mnt/ossimport");
            }
            return "/";
        }
        return Path.of(folder.text()).normalize().toString();
    }

    private static String user(Map<String, Value> values, ConfFile conf) {
        Value user = value(values, "workerUserName");
        if (!user.text().matches("([A-Za-z0-9_][A-Za-z0-9_.@\\\\-]*)?")) {
            conf.wrong(user.line(), "workerUserName is no name of a user; name the one of ssh");
        }
        return user.text();
    }

    private static String keyFile(Map<String, Value> values, ConfFile conf) {
        Value file = value(values, "privateKeyFile");
        if (!file.text().isEmpty() && !Files.isReadable(Path.of(file.text()))) {
            conf.wrong(
                    file.line(),
                    "privateKeyFile is "
                            + file.text()
                            + ", which is not there or cannot be read; name the private key, or leave"
                            + " it empty and let ssh find it");
        }
        return file.text();
    }

    private static int sshPort(Map<String, Value> values, ConfFile conf) {
        Value port = value(values, "sshPort");
        String text = port.text().isEmpty() ? "22" : port.text();
        if (text.matches("[0-9]{1,5}")) {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= 65_535) {
                return number;
            }
        }
        conf.wrong(port.line(), "sshPort is \"" + text + "\"; allowed: 1 to 65535");
        return 22;
    }

    private static String heap(Map<String, Value> values, ConfFile conf) {
        Value heap = value(values, "javaHeapMaxSize");
        if (!heap.text().matches("([0-9]+[kKmMgG]?)?")) {
            conf.wrong(
                    heap.line(), "javaHeapMaxSize is \"" + heap.text() + "\"; write 1024m or 2g");
        }
        return heap.text();
    }
}
