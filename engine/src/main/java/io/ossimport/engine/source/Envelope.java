package io.ossimport.engine.source;

import io.ossimport.engine.state.MessageSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.connector.source.SourceEvent;

/** Carries one message as bytes, since Flink sends its events by Java's own serialization. */
final class Envelope implements SourceEvent {

    private static final long serialVersionUID = 1;

    private final byte[] content;

    private Envelope(byte[] content) {
        this.content = content;
    }

    static Envelope of(Message message) {
        return new Envelope(MessageSerializer.write(message));
    }

    /** The message in an event that a mover or the planner received. */
    static Message open(SourceEvent event) {
        if (!(event instanceof Envelope envelope)) {
            throw new IllegalArgumentException("not one of our events: " + event);
        }
        try {
            return MessageSerializer.read(envelope.content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
