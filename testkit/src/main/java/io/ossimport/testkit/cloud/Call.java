package io.ossimport.testkit.cloud;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request that was let in.
 *
 * @param faults what goes wrong with it
 */
record Call(
        CloudRequest request,
        String operation,
        FakeBucket bucket,
        PayloadRule payload,
        List<Fault> faults,
        long nowMillis) {

    /** The first fault of this type, or null. */
    <T extends Fault> @Nullable T fault(Class<T> type) {
        for (Fault fault : faults) {
            if (type.isInstance(fault)) {
                return type.cast(fault);
            }
        }
        return null;
    }
}
