package io.ossimport.testkit.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Serves pages over real HTTP on 127.0.0.1. Safe for many threads. */
public final class FakeSite implements AutoCloseable {

    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]+)-([0-9]+)");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    private FakeSite(HttpServer server) {
        this.server = server;
    }

    /** What a server may do otherwise than most. */
    public enum Habit {
        /** A HEAD is denied, as where only the GET is signed. */
        DENIES_HEAD,
        /** Ranges are not heeded. */
        IGNORES_RANGES,
        /** There is no ETag. */
        NO_ETAG,
        /** There is no time. */
        NO_TIME,
        /** Bodies come in chunks, without their length. */
        NO_LENGTH,
        /** The answer names another URL. */
        REDIRECTS
    }

    /** A request: the target whole, with its query. */
    public record Request(String method, String target, Headers headers) {}

    private static final class Page {
        private final byte[] content;
        private final Map<String, String> headers;
        private final Set<Habit> habits;

        Page(byte[] content, Map<String, String> headers, Set<Habit> habits) {
            this.content = content.clone();
            this.headers = headers;
            this.habits = habits;
        }
    }

    public static FakeSite start() {
        try {
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
            FakeSite site = new FakeSite(server);
            server.createContext("/", site::serve);
            server.setExecutor(site.threads);
            server.start();
            return site;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Scheme, host and port, without a slash. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /**
     * Puts a page.
     *
     * @param target path, and query where it has one, as requests have it
     */
    public void put(String target, byte[] content, Habit... habits) {
        put(target, content, Map.of(), habits);
    }

    /** The same with more headers. */
    public void put(String target, byte[] content, Map<String, String> headers, Habit... habits) {
        Set<Habit> set = EnumSet.noneOf(Habit.class);
        set.addAll(Arrays.asList(habits));
        pages.put(target, new Page(content, headers, set));
    }

    public void remove(String target) {
        pages.remove(target);
    }

    /** What was asked so far. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String target = exchange.getRequestURI().toString();
            requests.add(
                    new Request(exchange.getRequestMethod(), target, exchange.getRequestHeaders()));
            Page page = pages.get(target);
            if (page == null) {
                end(exchange, 404);
            } else if (page.habits.contains(Habit.REDIRECTS)) {
                exchange.getResponseHeaders().set("Location", "http://elsewhere.invalid/");
                end(exchange, 302);
            } else if (exchange.getRequestMethod().equals("HEAD")
                    && page.habits.contains(Habit.DENIES_HEAD)) {
                end(exchange, 403);
            } else {
                serve(exchange, page);
            }
        }
    }

    private static void serve(HttpExchange exchange, Page page) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        String etag = "\"" + Integer.toHexString(Arrays.hashCode(page.content)) + "\"";
        if (!page.habits.contains(Habit.NO_ETAG)) {
            headers.set("ETag", etag);
        }
        if (!page.habits.contains(Habit.NO_TIME)) {
            headers.set("Last-Modified", "Wed, 01 May 2024 00:00:00 GMT");
        }
        page.headers.forEach(headers::set);
        String match = exchange.getRequestHeaders().getFirst("If-Match");
        if (match != null && !match.equals(etag)) {
            end(exchange, 412);
            return;
        }
        byte[] body = page.content;
        int status = 200;
        Matcher range = range(exchange, page);
        if (range != null) {
            int from = Integer.parseInt(range.group(1));
            int to = Math.min(Integer.parseInt(range.group(2)), body.length - 1);
            status = from > to ? 416 : 206;
            headers.set(
                    "Content-Range",
                    "bytes " + (from > to ? "*" : from + "-" + to) + "/" + body.length);
            body = from > to ? new byte[0] : Arrays.copyOfRange(body, from, to + 1);
        }
        send(exchange, status, body, page.habits.contains(Habit.NO_LENGTH));
    }

    private static @Nullable Matcher range(HttpExchange exchange, Page page) {
        String range = exchange.getRequestHeaders().getFirst("Range");
        Matcher matcher = RANGE.matcher(range == null ? "" : range);
        return matcher.matches() && !page.habits.contains(Habit.IGNORES_RANGES) ? matcher : null;
    }

    private static void send(HttpExchange exchange, int status, byte[] body, boolean isChunked)
            throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            if (!isChunked) {
                exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
            }
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, isChunked ? 0 : body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    private static void end(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
