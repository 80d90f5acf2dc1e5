package io.ossimport.transfer.input;

import org.jspecify.annotations.Nullable;

/** How the rows of a list name objects. */
interface RowForm {

    /** The object that this row names; null when that is none that there is now. */
    @Nullable ListRow row(Rows.Row row) throws BadRowException;
}
