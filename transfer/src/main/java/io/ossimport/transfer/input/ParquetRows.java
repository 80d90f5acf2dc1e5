package io.ossimport.transfer.input;

import blue.strategic.parquet.ParquetReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * A file of an inventory in Parquet: of each row the columns that matter, as the texts that CSV
 * would have. A group of rows is in memory at a time, so that only these columns are read.
 */
final class ParquetRows implements Rows {

    private final ParquetFileReader file;
    private final MessageType columns;
    private final MessageColumnIO io;
    private @Nullable RecordReader<Group> group;
    private long left;
    private long number;

    private ParquetRows(ParquetFileReader file) {
        this.file = file;
        MessageType all = file.getFileMetaData().getSchema();
        List<Type> wanted =
                all.getFields().stream()
                        .filter(
                                field ->
                                        field.isPrimitive() && InventoryColumns.isRead(name(field)))
                        .toList();
        this.columns = new MessageType(all.getName(), wanted);
        file.setRequestedSchema(columns);
        this.io = new ColumnIOFactory().getColumnIO(columns, all);
    }

    static ParquetRows open(Path file) throws IOException {
        return new ParquetRows(ParquetFileReader.open(ParquetReader.makeInputFile(file.toFile())));
    }

    private static String name(Type field) {
        return InventoryManifest.columnName(field.getName());
    }

    /**
     * The columns of the rows, in their order, as {@link InventoryManifest#columnName} has them.
     */
    List<String> columns() {
        return columns.getFields().stream().map(ParquetRows::name).toList();
    }

    @Override
    public @Nullable Row next() throws IOException {
        RecordReader<Group> rows = group;
        while (left == 0 || rows == null) {
            PageReadStore pages = file.readNextRowGroup();
            if (pages == null) {
                return null;
            }
            left = pages.getRowCount();
            rows = io.getRecordReader(pages, new GroupRecordConverter(columns));
            group = rows;
        }
        left--;
        Group row = rows.read();
        List<String> cells = new ArrayList<>(columns.getFieldCount());
        for (int column = 0; column < columns.getFieldCount(); column++) {
            cells.add(row.getFieldRepetitionCount(column) == 0 ? "" : text(row, column));
        }
        return new Row(++number, cells, "");
    }

    private String text(Group row, int column) {
        Type type = columns.getType(column);
        if (type.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation time) {
            TimeUnit unit =
                    switch (time.getUnit()) {
                        case MILLIS -> TimeUnit.MILLISECONDS;
                        case MICROS -> TimeUnit.MICROSECONDS;
                        case NANOS -> TimeUnit.NANOSECONDS;
                    };
            return Instant.ofEpochMilli(unit.toMillis(row.getLong(column, 0))).toString();
        }
        return type.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY
                ? row.getString(column, 0)
                : row.getValueToString(column, 0);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
