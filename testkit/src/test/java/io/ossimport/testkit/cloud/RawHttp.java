package io.ossimport.testkit.cloud;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;

/** An HTTP client that shows every byte of an answer. */
final class RawHttp {

    private RawHttp() {}

    /**
     * What came back.
     *
     * @param head status line and headers
     * @param body what came until the server closed the connection
     */
    record Answer(String head, String body) {

        int status() {
            return head.isEmpty() ? 0 : Integer.parseInt(head.substring(9, 12));
        }

        String header(String name) {
            for (String line : head.split("\r\n", -1)) {
                if (line.toLowerCase(Locale.ROOT).startsWith(name + ": ")) {
                    return line.substring(name.length() + 2);
                }
            }
            return "";
        }
    }

    /** Sends a GET and reads to the end of the connection. */
    static Answer get(String endpoint, String target, String... headers) throws IOException {
        StringBuilder request = new StringBuilder("GET " + target + " HTTP/1.1\r\n");
        request.append("Host: 127.0.0.1\r\nConnection: close\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        return send(endpoint, request + "\r\n");
    }

    static Answer send(String endpoint, String request) throws IOException {
        URI uri = URI.create(endpoint);
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            String all = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
            int end = all.indexOf("\r\n\r\n");
            return end < 0
                    ? new Answer("", all)
                    : new Answer(all.substring(0, end), all.substring(end + 4));
        }
    }
}
