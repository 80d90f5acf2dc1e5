package io.ossimport.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports that nobody listens on. Nobody can promise that they are free a moment later. */
final class FreePorts {

    private FreePorts() {}

    /** The first of three in a row. */
    static int three() throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        while (true) {
            try (ServerSocket first = new ServerSocket(0, 1, here)) {
                int port = first.getLocalPort();
                if (isFree(port + 1, here) && isFree(port + 2, here)) {
                    return port;
                }
            }
        }
    }

    private static boolean isFree(int port, InetAddress here) {
        try (ServerSocket socket = new ServerSocket(port, 1, here)) {
            return socket.isBound();
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }
}
