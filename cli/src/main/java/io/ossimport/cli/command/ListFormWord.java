package io.ossimport.cli.command;

import io.ossimport.core.config.InputListValues;
import io.ossimport.core.job.InputList;
import java.util.Iterator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads the values of {@code --input-list-form}, the same words as the job file's {@code
 * inputListForm}.
 */
final class ListFormWord implements ITypeConverter<InputList.Form> {

    @Override
    public InputList.Form convert(String value) {
        if (!InputListValues.FORMS.contains(value)) {
            throw new TypeConversionException(
                    "\"" + value + "\" is none of " + String.join(", ", InputListValues.FORMS));
        }
        return InputListValues.form(value);
    }

    /** The words, for help and completion. */
    static final class Candidates implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return InputListValues.FORMS.iterator();
        }
    }
}
