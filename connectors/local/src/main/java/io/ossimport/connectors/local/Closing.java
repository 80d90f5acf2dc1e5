package io.ossimport.connectors.local;

import java.io.Closeable;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closing of what holds no unwritten bytes, where a failure changes nothing. */
final class Closing {
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private Closing() {}

    static void quietly(Closeable open) {
        try {
            open.close();
        } catch (IOException e) {
            LOG.debug("close failed", e);
        }
    }
}
