package io.ossimport.transfer.input;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hive.ql.exec.vector.BytesColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.ColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.LongColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.TimestampColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.VectorizedRowBatch;
import org.apache.orc.OrcFile;
import org.apache.orc.Reader;
import org.apache.orc.RecordReader;
import org.apache.orc.TypeDescription;
import org.apache.orc.TypeDescription.Category;
import org.jspecify.annotations.Nullable;

/**
 * A file of an inventory in ORC: of each row the columns that matter, as the texts that CSV would
 * have. These columns of one stripe, as they are compressed, are in memory at a time.
 */
final class OrcRows implements Rows {

    private static final Set<Category> TYPES =
            EnumSet.of(
                    Category.STRING,
                    Category.VARCHAR,
                    Category.CHAR,
                    Category.BOOLEAN,
                    Category.LONG,
                    Category.INT,
                    Category.SHORT,
                    Category.BYTE,
                    Category.TIMESTAMP,
                    Category.TIMESTAMP_INSTANT);

    private final String name;
    private final TypeDescription columns;
    private final RecordReader stripes;
    private final VectorizedRowBatch batch;
    private int inBatch;
    private long number;

    private OrcRows(String name, OrcBytes bytes) throws IOException {
        this.name = name;
        Reader reader =
                OrcFile.createReader(
                        new org.apache.hadoop.fs.Path(name),
                        OrcFile.readerOptions(new Configuration())
                                .orcTail(bytes.tail())
                                // what S3 calls a timestamp is a time of UTC
                                .useUTCTimestamp(true));
        this.columns = wanted(reader.getSchema());
        this.stripes = reader.rows(reader.options().schema(columns).dataReader(bytes));
        this.batch = columns.createRowBatch();
    }

    /**
     * Opens a file.
     *
     * @param name what people call it
     * @throws InputListException when it is no ORC, or none that can be read here
     */
    static OrcRows open(Path path, String name) throws IOException {
        FileChannel file = FileChannel.open(path);
        try {
            return new OrcRows(name, new OrcBytes(file, name));
        } catch (IOException | RuntimeException e) {
            file.close();
            throw refused(name, e);
        }
    }

    private static TypeDescription wanted(TypeDescription all) {
        TypeDescription wanted = TypeDescription.createStruct();
        for (int i = 0; i < all.getFieldNames().size(); i++) {
            String field = all.getFieldNames().get(i);
            TypeDescription type = all.getChildren().get(i);
            if (TYPES.contains(type.getCategory())
                    && InventoryColumns.isRead(InventoryManifest.columnName(field))) {
                wanted.addField(field, type.clone());
            }
        }
        return wanted;
    }

    private static InputListException refused(String name, Exception e) {
        if (e instanceof InputListException sentence) {
            return sentence;
        }
        Throwable first = e;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        String why = first.getMessage() == null ? first.toString() : first.getMessage();
        return new InputListException("The input list " + name + " is damaged: " + why + ".", e);
    }

    /**
     * The columns of the rows, in their order, as {@link InventoryManifest#columnName} has them.
     */
    List<String> columns() {
        return columns.getFieldNames().stream().map(InventoryManifest::columnName).toList();
    }

    @Override
    public @Nullable Row next() throws IOException {
        if (inBatch == batch.size) {
            inBatch = 0;
            try {
                if (!stripes.nextBatch(batch)) {
                    return null;
                }
            } catch (IOException | RuntimeException e) {
                throw refused(name, e);
            }
        }
        List<String> cells = new ArrayList<>(batch.numCols);
        for (int column = 0; column < batch.numCols; column++) {
            cells.add(text(batch.cols[column], columns.getChildren().get(column).getCategory()));
        }
        inBatch++;
        return new Row(++number, cells, "");
    }

    private String text(ColumnVector column, Category type) {
        int row = column.isRepeating ? 0 : inBatch;
        if (!column.noNulls && column.isNull[row]) {
            return "";
        }
        if (column instanceof BytesColumnVector texts) {
            return new String(
                    texts.vector[row], texts.start[row], texts.length[row], StandardCharsets.UTF_8);
        }
        if (column instanceof TimestampColumnVector times) {
            long seconds = Math.floorDiv(times.time[row], 1000L);
            return Instant.ofEpochSecond(seconds, times.nanos[row]).toString();
        }
        long value = ((LongColumnVector) column).vector[row];
        return type == Category.BOOLEAN ? String.valueOf(value != 0) : Long.toString(value);
    }

    @Override
    public void close() throws IOException {
        stripes.close();
    }
}
