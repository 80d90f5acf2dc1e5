package io.ossimport.transfer.input;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the cells of a list's rows name objects. */
interface RowForm {

    /** The object that these cells name; null when that is none that there is now. */
    @Nullable ListRow row(List<String> cells) throws BadRowException;
}
