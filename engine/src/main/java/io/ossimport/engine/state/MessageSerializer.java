package io.ossimport.engine.state;

import io.ossimport.engine.source.Message;
import io.ossimport.engine.source.Message.Confirmed;
import io.ossimport.engine.source.Message.Counted;
import io.ossimport.engine.source.Message.GiveAway;
import io.ossimport.engine.source.Message.GoOn;
import io.ossimport.engine.source.Message.Lent;
import io.ossimport.engine.source.Message.Limited;
import io.ossimport.engine.source.Message.LoanLost;
import io.ossimport.engine.source.Message.NothingToGive;
import io.ossimport.engine.source.Message.Repaid;
import io.ossimport.engine.source.Message.Reported;
import io.ossimport.engine.source.Message.Restored;
import io.ossimport.engine.source.Message.Wants;
import io.ossimport.transfer.limit.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Writes messages between movers and the planner. They never outlive a process. Any thread. */
public final class MessageSerializer {

    private static final int GIVE_AWAY = 1;
    private static final int GO_ON = 2;
    private static final int RESTORED = 3;
    private static final int REPORTED = 4;
    private static final int NOTHING_TO_GIVE = 5;
    private static final int CONFIRMED = 6;
    private static final int COUNTED = 7;
    private static final int WANTS = 8;
    private static final int LIMITED = 9;
    private static final int LENT = 10;
    private static final int REPAID = 11;
    private static final int LOAN_LOST = 12;

    private MessageSerializer() {}

    public static byte[] write(Message message) {
        DataOutputSerializer out = new DataOutputSerializer(256);
        try {
            write(message, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return out.getCopyOfBuffer();
    }

    private static void write(Message message, DataOutputSerializer out) throws IOException {
        if (message instanceof GiveAway) {
            out.writeByte(GIVE_AWAY);
        } else if (message instanceof GoOn goOn) {
            out.writeByte(GO_ON);
            Fields.writeText(goOn.rangeId(), out);
            Fields.writeOptionalKey(goOn.upTo(), out);
        } else if (message instanceof Restored restored) {
            out.writeByte(RESTORED);
            Fields.writeList(restored.held(), Ranges::write, out);
        } else if (message instanceof Reported reported) {
            out.writeByte(REPORTED);
            Ranges.writeReport(reported.report(), out);
        } else if (message instanceof NothingToGive) {
            out.writeByte(NOTHING_TO_GIVE);
        } else if (message instanceof Wants) {
            out.writeByte(WANTS);
        } else if (message instanceof Confirmed confirmed) {
            out.writeByte(CONFIRMED);
            Fields.writeList(confirmed.reportIds(), Fields::writeText, out);
        } else if (message instanceof Counted counted) {
            out.writeByte(COUNTED);
            TotalsFields.write(counted.totals(), out);
            out.writeBoolean(counted.last());
        } else if (message instanceof Limited limited) {
            out.writeByte(LIMITED);
            out.writeDouble(limited.limits().bytesPerSecond());
            out.writeDouble(limited.limits().requestsPerSecond());
            out.writeInt(limited.limits().transfersInFlight());
        } else if (message instanceof Lent lent) {
            out.writeByte(LENT);
            LoanFields.write(lent.loan(), out);
        } else if (message instanceof Repaid repaid) {
            out.writeByte(REPAID);
            LoanFields.writePart(repaid.part(), out);
        } else if (message instanceof LoanLost lost) {
            out.writeByte(LOAN_LOST);
            Fields.writeText(lost.loanId(), out);
        } else {
            throw new IllegalArgumentException("no form is known for " + message);
        }
    }

    /** The message in {@code written}. */
    public static Message read(byte[] written) throws IOException {
        DataInputDeserializer in = new DataInputDeserializer(written);
        int kind = in.readByte();
        return switch (kind) {
            case GIVE_AWAY -> new GiveAway();
            case GO_ON -> new GoOn(Fields.readText(in), Fields.readOptionalKey(in));
            case RESTORED -> new Restored(Fields.readList(Ranges::read, in));
            case REPORTED -> new Reported(Ranges.readReport(in));
            case NOTHING_TO_GIVE -> new NothingToGive();
            case WANTS -> new Wants();
            case CONFIRMED -> new Confirmed(Fields.readList(Fields::readText, in));
            case COUNTED -> new Counted(TotalsFields.read(in), in.readBoolean());
            case LIMITED -> new Limited(new Limits(in.readDouble(), in.readDouble(), in.readInt()));
            case LENT -> new Lent(LoanFields.read(in));
            case REPAID -> new Repaid(LoanFields.readPart(in));
            case LOAN_LOST -> new LoanLost(Fields.readText(in));
            default -> throw new IOException("a message of kind " + kind + " is not known");
        };
    }
}
