package io.ossimport.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server on loopback that sends, byte for byte, what its script says. Each connection has a
 * thread that runs the script once and then hangs up.
 */
final class ScriptedServer implements AutoCloseable {

    /** What happens on one connection. */
    interface Script {
        void run(Peer peer) throws IOException, InterruptedException;
    }

    private final ServerSocket listener;
    private final Script script;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Socket> sockets = new ArrayList<>(); // guarded by itself
    private final CountDownLatch closing = new CountDownLatch(1);

    private ScriptedServer(Script script, ServerSocket listener, int receiveBufferBytes)
            throws IOException {
        this.script = script;
        this.listener = listener;
        if (receiveBufferBytes > 0) {
            listener.setReceiveBufferSize(receiveBufferBytes);
        }
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        start(this::accept);
    }

    static ScriptedServer start(Script script) throws IOException {
        return new ScriptedServer(script, new ServerSocket(), 0);
    }

    /** A server on a socket of the test's own, not yet bound. */
    static ScriptedServer startOn(ServerSocket listener, Script script) throws IOException {
        return new ScriptedServer(script, listener, 0);
    }

    /** A server whose sockets hold next to nothing, so that a sender soon has to wait. */
    static ScriptedServer startWithSmallBuffers(Script script) throws IOException {
        return new ScriptedServer(script, new ServerSocket(), 4096);
    }

    /** Answers the first request on each connection with these bytes, and hangs up. */
    static ScriptedServer answering(String answer) throws IOException {
        return start(
                peer -> {
                    peer.readHead();
                    peer.send(answer);
                });
    }

    Endpoint endpoint() {
        return new Endpoint(false, "127.0.0.1", listener.getLocalPort());
    }

    /** How many connections were made so far. */
    int connections() {
        return connections.get();
    }

    /** Breaks all connections off. */
    void resetAll() throws IOException {
        synchronized (sockets) {
            for (Socket socket : sockets) {
                socket.setSoLinger(true, 0);
                socket.close();
            }
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                synchronized (sockets) {
                    sockets.add(socket);
                }
                int number = connections.incrementAndGet();
                start(() -> serve(socket, number));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket socket, int number) {
        try (socket) {
            script.run(new Peer(socket, number));
        } catch (IOException e) {
            // the client hung up
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void start(Runnable act) {
        Thread thread = new Thread(act, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        listener.close();
        synchronized (sockets) {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    /** The server's end of one connection. */
    final class Peer {

        private final Socket socket;
        private final InputStream in;
        private final int number;

        private Peer(Socket socket, int number) throws IOException {
            this.socket = socket;
            this.in = socket.getInputStream();
            this.number = number;
        }

        /** Which connection this is, from 1. */
        int number() {
            return number;
        }

        /** The head of the next request, with its last empty line; fails at the end. */
        String readHead() throws IOException {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (!endsHead(head)) {
                int next = in.read();
                if (next < 0) {
                    throw new IOException("the client hung up");
                }
                head.write(next);
            }
            return head.toString(StandardCharsets.ISO_8859_1);
        }

        /** The next bytes, as many or fewer at the end of the connection. */
        byte[] read(int count) throws IOException {
            return in.readNBytes(count);
        }

        /** How much of the body of the next request comes before the client hangs up. */
        long readBodyToEnd() {
            try {
                readHead();
            } catch (IOException e) {
                return 0; // not even the head came
            }
            return readToEnd();
        }

        /** Reads until the client hangs up, and says how many bytes there were. */
        long readToEnd() {
            long count = 0;
            byte[] some = new byte[64 * 1024];
            try {
                for (int n = in.read(some); n >= 0; n = in.read(some)) {
                    count += n;
                }
            } catch (IOException e) {
                // a reset is an end, too
            }
            return count;
        }

        void send(String text) throws IOException {
            send(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        void send(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }

        /** Breaks the connection off. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** Says nothing until the test is over. */
        void stall() throws InterruptedException {
            closing.await();
        }

        private static boolean endsHead(ByteArrayOutputStream head) {
            byte[] bytes = head.toByteArray();
            int n = bytes.length;
            return n >= 4
                    && bytes[n - 4] == '\r'
                    && bytes[n - 3] == '\n'
                    && bytes[n - 2] == '\r'
                    && bytes[n - 1] == '\n';
        }
    }
}
