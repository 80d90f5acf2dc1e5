package io.ossimport.transfer.input;

import java.util.List;

/** How the cells of a list's rows name objects. */
interface RowForm {

    /** The object that these cells name. */
    ListRow row(List<String> cells) throws BadRowException;
}
