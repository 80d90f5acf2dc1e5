package io.ossimport.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports that nobody listens on, below those that Linux gives to connections: other tests make many,
 * and one of them would soon have the next port.
 */
final class FreePorts {

    private static final int LOWEST = 20_000;
    private static final int LOWEST_OF_CONNECTIONS = 32_768;

    private FreePorts() {}

    /** The first of three in a row. */
    static int three() {
        InetAddress here = InetAddress.getLoopbackAddress();
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, LOWEST_OF_CONNECTIONS - 2);
            if (isFree(port, here) && isFree(port + 1, here) && isFree(port + 2, here)) {
                return port;
            }
        }
    }

    private static boolean isFree(int port, InetAddress here) {
        try (ServerSocket socket = new ServerSocket(port, 1, here)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
