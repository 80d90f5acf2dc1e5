package io.ossimport.transfer.copy;

import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.Upload;
import java.util.List;

/**
 * Parts of a large object that another mover sends for the one that has the object. Known to
 * running movers only: should one of them be lost, the parts are simply still to be sent.
 *
 * @param id different for all loans
 * @param version of the object at the source
 * @param upload that the parts belong to
 * @param partSizeBytes of all parts but the last
 * @param parts their numbers, from 1; at least one
 */
public record Loan(
        String id,
        ListedObject version,
        Key destinationKey,
        Upload upload,
        long partSizeBytes,
        List<Integer> parts) {

    public Loan {
        parts = List.copyOf(parts);
    }
}
