package io.ossimport.cli.command;

import io.ossimport.engine.cluster.ClusterAddress;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads where the master of a cluster is: {@code host} or {@code host:port}. */
final class ClusterWord implements ITypeConverter<ClusterAddress> {

    @Override
    public ClusterAddress convert(String value) {
        try {
            return ClusterAddress.parse(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
