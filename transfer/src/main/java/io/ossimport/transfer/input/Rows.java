package io.ossimport.transfer.input;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one file of a list, one after another. For one thread. */
interface Rows extends Closeable {

    /**
     * A row.
     *
     * @param line where it begins, from 1; in a file without lines, which row it is
     * @param offset where it begins in its file, in bytes; -1 where that is not kept
     * @param cells texts; an empty one where there is no value
     * @param problem why there are no cells, a phrase that goes on after "the row"; empty when
     *     there are
     */
    record Row(long line, long offset, List<String> cells, String problem) {

        /** A row whose place in bytes is not kept. */
        Row(long line, List<String> cells, String problem) {
            this(line, -1, cells, problem);
        }
    }

    /** The next row; null at the end. */
    @Nullable Row next() throws IOException;
}
