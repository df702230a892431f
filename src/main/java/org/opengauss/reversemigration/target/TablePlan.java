package org.opengauss.reversemigration.target;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import org.opengauss.reversemigration.model.ExitCode;
import org.opengauss.reversemigration.model.RowShape;

/**
 * How rows of one shape are written to one table: which columns take part, what writes their values, which of them name a
 * row. Made once per table definition and shape. Immutable.
 */
public final class TablePlan {
    private static final int[] NONE = {};

    private final TargetTable table;
    private final RowShape shape;
    private final TargetColumn[] columns;
    private final byte[][] names;
    private final ValueWriter[] writers;
    private final int[] primaryKey;
    private final int[] uniqueKey;
    private final byte[] insertHead;
    private final byte[] update;
    private final byte[] delete;
    private final byte[] keptColumns;
    private final IndexKeys indexKeys;
    private final ListForms lists;

    /**
     * @throws TargetException if the table lacks a column of the shape
     */
    TablePlan(TargetTable table, RowShape shape, TargetServer server) {
        this.table = table;
        this.shape = shape;
        int size = shape.size();
        this.columns = new TargetColumn[size];
        this.names = new byte[size][];
        this.writers = new ValueWriter[size];
        for (int i = 0; i < size; i++) {
            TargetColumn column = column(i);
            columns[i] = column;
            names[i] = SqlText.quotedBytes(column.name());
            if (!column.generated()) {
                writers[i] = writer(column, shape.type(i), server);
            }
        }
        this.primaryKey = table.primaryKey().map(this::positions).orElse(NONE);
        this.uniqueKey = primaryKey.length > 0 ? primaryKey : firstUniqueKey();
        this.insertHead = insertHead().getBytes(UTF_8);
        this.update = ("UPDATE " + table.quotedName() + " SET ").getBytes(UTF_8);
        this.delete = ("DELETE FROM " + table.quotedName() + " WHERE ").getBytes(UTF_8);
        this.keptColumns = keptColumns().getBytes(UTF_8);
        this.indexKeys = IndexKeys.of(table, shape, server);
        this.lists = new ListForms(this, server);
    }

    private TargetColumn column(int position) {
        String name = shape.name(position);
        return table.column(name)
                .orElseThrow(
                        () ->
                                new TargetException(
                                        ExitCode.STOPPED,
                                        "openGauss sends column "
                                                + SqlText.quoted(name)
                                                + " ("
                                                + shape.type(position)
                                                + ") but MySQL table "
                                                + table
                                                + " has none of that name; add it: ALTER TABLE "
                                                + table.quotedName()
                                                + " ADD COLUMN "
                                                + SqlText.quoted(name)
                                                + " ...",
                                        null));
    }

    private ValueWriter writer(TargetColumn column, String sourceType, TargetServer server) {
        return ValueWriters.of(column, sourceType, server)
                .orElseThrow(
                        () ->
                                new TargetException(
                                        ExitCode.STOPPED,
                                        "MySQL column "
                                                + table
                                                + "."
                                                + column.name()
                                                + " has type "
                                                + column.columnType()
                                                + ", which this tool cannot write; change the"
                                                + " column's type",
                                        null));
    }

    /** Positions of the index's columns in the row; none if the row lacks one. */
    private int[] positions(UniqueIndex index) {
        int[] positions = new int[index.parts().size()];
        for (int i = 0; i < positions.length; i++) {
            Optional<String> column = index.parts().get(i).column();
            int position = column.map(this::position).orElse(-1);
            if (position < 0) {
                return NONE;
            }
            positions[i] = position;
        }
        return positions;
    }

    private int position(String column) {
        for (int i = 0; i < columns.length; i++) {
            if (columns[i].name().equalsIgnoreCase(column)) {
                return i;
            }
        }
        return -1;
    }

    /** A UNIQUE index that names one row as surely as a primary key: whole columns, none nullable. */
    private int[] firstUniqueKey() {
        for (UniqueIndex index : table.uniqueIndexes()) {
            boolean whole = index.parts().stream().allMatch(part -> part.prefixLength() == 0);
            int[] positions = positions(index);
            boolean sure = whole && positions.length > 0;
            for (int position : positions) {
                sure &= !columns[position].nullable() && !columns[position].generated();
            }
            if (sure) {
                return positions;
            }
        }
        return NONE;
    }

    private String insertHead() {
        StringBuilder head = new StringBuilder("INSERT INTO ").append(table.quotedName());
        String separator = " (";
        for (int i = 0; i < columns.length; i++) {
            if (isWritten(i)) {
                head.append(separator).append(SqlText.quoted(columns[i].name()));
                separator = ",";
            }
        }
        return head.append(separator.equals(",") ? ") VALUES " : " () VALUES ").toString();
    }

    /** Columns with ON UPDATE CURRENT_TIMESTAMP that the row does not have must not move either. */
    private String keptColumns() {
        StringBuilder kept = new StringBuilder();
        for (TargetColumn column : table.columns()) {
            if (column.onUpdateNow() && position(column.name()) < 0) {
                String name = SqlText.quoted(column.name());
                kept.append(kept.length() == 0 ? "" : ",").append(name).append('=').append(name);
            }
        }
        return kept.toString();
    }

    public TargetTable table() {
        return table;
    }

    public RowShape shape() {
        return shape;
    }

    /** The MySQL column of a column of the row. */
    public TargetColumn targetColumn(int position) {
        return columns[position];
    }

    /**
     * Positions in the row of the MySQL primary key's columns, in index order; empty if the table has no primary key or
     * the row lacks one of its columns.
     */
    public List<Integer> primaryKey() {
        return java.util.Arrays.stream(primaryKey).boxed().toList();
    }

    /** Positions of the columns that name one row by {@code =}: the primary key or a sure UNIQUE; may be empty. */
    int[] uniqueKey() {
        return uniqueKey;
    }

    /** What hashes the unique indexes whose columns the row has, PRIMARY first; not those that cannot be hashed. */
    IndexKey[] indexKeys() {
        return indexKeys.present();
    }

    /** Whether some key of a row stays unknown whatever its values: it must keep its order with the whole table. */
    boolean needsTableKey() {
        return indexKeys.needsTableKey();
    }

    /** Whether a unique index has columns that the row lacks, whose values only MySQL knows. */
    boolean lacksKeyColumns() {
        return indexKeys.lacksColumns();
    }

    /** Whether MySQL takes a value for this column; it computes generated ones itself. */
    boolean isWritten(int position) {
        return writers[position] != null;
    }

    ValueWriter writer(int position) {
        return writers[position];
    }

    byte[] name(int position) {
        return names[position];
    }

    byte[] insertHeadText() {
        return insertHead;
    }

    byte[] updateText() {
        return update;
    }

    byte[] deleteText() {
        return delete;
    }

    /** How one statement changes many rows. */
    ListForms lists() {
        return lists;
    }

    /** {@code `a`=`a`,..}, or empty. */
    byte[] keptColumnsText() {
        return keptColumns;
    }
}
