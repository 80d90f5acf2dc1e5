package io.ossimport.cli.command;

import io.ossimport.core.config.ByteSize;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a size: bytes, or with k, m or g. */
final class SizeWord implements ITypeConverter<Long> {

    @Override
    public Long convert(String value) {
        long size = ByteSize.parse(value);
        if (size < 0) {
            throw new TypeConversionException(
                    "\"" + value + "\" is not a size; write 500, 500k, 50m or 5g");
        }
        return size;
    }
}
