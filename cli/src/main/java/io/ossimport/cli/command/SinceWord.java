package io.ossimport.cli.command;

import java.util.OptionalLong;
import picocli.CommandLine.ITypeConverter;

/** Reads a time as {@link TimeWord} does, or {@code auto}, which gives none. */
final class SinceWord implements ITypeConverter<OptionalLong> {

    @Override
    public OptionalLong convert(String value) {
        return value.equalsIgnoreCase("auto")
                ? OptionalLong.empty()
                : OptionalLong.of(new TimeWord().convert(value));
    }
}
