package io.ossimport.testkit.fault;

import io.netty.channel.unix.Socket;
import io.netty.util.internal.PlatformDependent;
import java.io.File;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names what a call is made on, without what differs from run to run: files by their path below a
 * root with numbers and ids taken out, sockets by their peer and the request that they carry. Safe
 * for many threads.
 */
final class StepNames {

    private static final Pattern DIFFERS = Pattern.compile("[0-9a-f]{8,}(-[0-9a-f]+)*|[0-9]+");
    private static final Pattern REQUEST =
            Pattern.compile("(GET|PUT|POST|HEAD|DELETE) [^? ]*(\\S*) ");
    private static final Pattern TELLING =
            Pattern.compile("[?&](list-type|uploads|partNumber|uploadId)");
    private static final String ANY = "*";
    private static final int REQUEST_BYTES = 512;
    private static final String LOCAL_STORE_THREAD = "local-io-";

    private final Map<String, String> roots = new LinkedHashMap<>();
    private final Map<Integer, String> peers;
    private final Map<String, String> files = new ConcurrentHashMap<>();
    private final Map<Integer, String> requests = new ConcurrentHashMap<>();

    /**
     * @param roots folders whose files are the job's, and what their names begin with
     * @param peers ports of stores, and what to call them
     */
    StepNames(Map<Path, String> roots, Map<Integer, String> peers) {
        roots.forEach((root, name) -> this.roots.put(root + File.separator, name));
        this.peers = Map.copyOf(peers);
    }

    /** The name, or null when the call is none of the job's. */
    @Nullable String of(String call, Object on, int bytes, long address) {
        if (on instanceof Socket socket) {
            return socket(call, socket, bytes, address);
        }
        if (on instanceof String || on instanceof Path || on instanceof File) {
            String path = on.toString();
            String name =
                    path.startsWith(File.separator)
                            ? files.computeIfAbsent(path, this::file)
                            : held(path);
            return name.isEmpty() ? null : name;
        }
        return null;
    }

    private String file(String path) {
        for (Map.Entry<String, String> root : roots.entrySet()) {
            if (path.startsWith(root.getKey())) {
                String below = path.substring(root.getKey().length());
                return root.getValue() + DIFFERS.matcher(below).replaceAll(ANY);
            }
        }
        return "";
    }

    // The local store names files within a folder that it holds open.
    private static String held(String path) {
        return Thread.currentThread().getName().startsWith(LOCAL_STORE_THREAD)
                ? "held/" + DIFFERS.matcher(path).replaceAll(ANY)
                : "";
    }

    private String socket(String call, Socket socket, int bytes, long address) {
        InetSocketAddress remote = call.equals("connect") ? null : socket.remoteAddress();
        String peer = remote == null ? "a store" : peers.getOrDefault(remote.getPort(), "?");
        if (address != 0) {
            String request =
                    call.equals("sendMany")
                            ? request(
                                    PlatformDependent.getLong(address),
                                    PlatformDependent.getLong(address + Long.BYTES))
                            : request(address, bytes);
            if (!request.isEmpty()) {
                requests.put(socket.intValue(), request);
            }
        }
        String request = requests.getOrDefault(socket.intValue(), "");
        return call.endsWith("onnect") ? peer : peer + " " + request;
    }

    private static String request(long address, long bytes) {
        byte[] head = new byte[(int) Math.min(bytes, REQUEST_BYTES)];
        for (int i = 0; i < head.length; i++) {
            head[i] = PlatformDependent.getByte(address + i);
        }
        Matcher request = REQUEST.matcher(new String(head, StandardCharsets.ISO_8859_1));
        if (!request.lookingAt()) {
            return "";
        }
        StringBuilder name = new StringBuilder(request.group(1));
        Matcher telling = TELLING.matcher(request.group(2));
        while (telling.find()) {
            name.append(' ').append(telling.group(1));
        }
        return name.toString();
    }
}
