package io.ossimport.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.ossimport.core.store.Body;
import io.ossimport.core.store.StoreException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** What tests of the wire have in common: one wire, closed afterwards, and no lost buffer. */
@ExtendWith(NoLeaks.class)
abstract class WireTest {

    static final int MANY = 1 << 20;

    static final WireConfig CONFIG = WireConfig.DEFAULT.withEventLoops(2);

    /** Times short enough to be waited for. */
    static final WireConfig IMPATIENT =
            CONFIG.withConnectTimeout(Duration.ofMillis(500))
                    .withResponseTimeout(Duration.ofMillis(500))
                    .withMinProgressWindow(Duration.ofMillis(500));

    private @Nullable HttpWire wire;

    /** The wire of this test, with the settings it was first asked for. */
    HttpWire wire(WireConfig config) {
        if (wire == null) {
            wire = HttpWire.create(config);
        }
        return wire;
    }

    HttpWire wire() {
        return wire(CONFIG);
    }

    @AfterEach
    void closeWire() {
        if (wire != null) {
            wire.close();
            wire = null;
        }
    }

    static WireRequest get(Endpoint endpoint, String target) {
        return new WireRequest(endpoint, "GET", target, new DefaultHttpHeaders(), null);
    }

    static WireRequest get(ScriptedServer server) {
        return get(server.endpoint(), "/photos/a.jpg?signature=CANARY");
    }

    static WireRequest put(ScriptedServer server, Body body) {
        return new WireRequest(
                server.endpoint(), "PUT", "/photos/a.jpg", new DefaultHttpHeaders(), body);
    }

    /** The failure that {@code stage} ends with, which must be a StoreException of this kind. */
    static StoreException failure(CompletionStage<?> stage, StoreException.Kind kind)
            throws Exception {
        StoreException failure = null;
        try {
            Bodies.get(stage);
        } catch (ExecutionException e) {
            failure = e.getCause() instanceof StoreException cause ? cause : null;
            assertThat(e).hasCauseInstanceOf(StoreException.class);
        }
        if (failure == null) {
            throw new AssertionError("it did not fail");
        }
        assertThat(failure.kind()).as(failure.getMessage()).isEqualTo(kind);
        assertThat(failure.getMessage()).doesNotContain("CANARY");
        return failure;
    }
}
