package io.ossimport.testkit.fault;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Where changed classes of the JDK and of Netty ask whether a call may go on. Lives in the
 * bootstrap loader, so it knows nothing but the JDK. Safe for many threads.
 */
public final class FaultPoint {

    /** Decides about calls. */
    public interface Judge {

        /**
         * One call is about to be made.
         *
         * @param call the method, such as {@code write}
         * @param on a path, a file's name, or a socket
         * @param bytes how many it is to move; -1 when it is none that moves bytes
         * @param address where in memory the bytes are that a socket is to send, or 0
         * @return how many bytes it may move; of no meaning when it moves none
         * @throws IOException instead of the call
         */
        int judge(String call, Object on, int bytes, long address) throws IOException;
    }

    /** Asked before every call; null while none is watched. */
    public static volatile @Nullable Judge judge;

    private FaultPoint() {}

    /** A call that moves no bytes is about to be made. */
    public static void call(String call, Object on) throws IOException {
        Judge asked = judge;
        if (asked != null) {
            asked.judge(call, on, -1, 0);
        }
    }

    /** A call that moves up to {@code bytes} bytes is about to be made; gives how many it may. */
    public static int bytes(String call, Object on, int bytes, long address) throws IOException {
        Judge asked = judge;
        return asked == null || bytes <= 0 ? bytes : asked.judge(call, on, bytes, address);
    }

    /** As {@link #call}, for a call that says whether it succeeded instead of throwing. */
    public static boolean fails(String call, Object on) {
        try {
            call(call, on);
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
