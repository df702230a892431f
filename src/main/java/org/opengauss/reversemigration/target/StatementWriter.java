package org.opengauss.reversemigration.target;

import java.sql.SQLException;
import org.opengauss.reversemigration.config.ApplyConfig.UnfitValue;
import org.opengauss.reversemigration.model.Change;
import org.opengauss.reversemigration.model.Row;
import org.opengauss.reversemigration.model.TableName;

/**
 * Writes changes as SQL statements with literal values, each statement whole and without {@code ;}. A value that does not
 * fit its column is refused here, with {@link UnfitRowException}, and leaves the text as it was. Used by one thread.
 *
 * <p>Methods throw {@link SQLException} only when a table's definition must be read and MySQL cannot be asked, and
 * {@link TargetException} when MySQL has no such table or column.
 */
public final class StatementWriter {
    private final Catalog catalog;
    private final TablePlans plans;
    private final UnfitValue unfitValue;

    public StatementWriter(Catalog catalog, UnfitValue unfitValue) {
        this.catalog = catalog;
        this.plans = new TablePlans(catalog);
        this.unfitValue = unfitValue;
    }

    Catalog catalog() {
        return catalog;
    }

    /** The plan for one of the change's rows. */
    public TablePlan plan(TableName table, Row row) throws SQLException {
        return plans.of(table, row);
    }

    /** {@code INSERT INTO `d`.`t` (`a`,`b`) VALUES }; rows follow by {@link #insertRow}, the caller puts the commas. */
    public void insertHead(SqlText sql, Change change) throws SQLException {
        insertHead(sql, change.table(), change.newRow());
    }

    void insertHead(SqlText sql, TableName table, Row row) throws SQLException {
        sql.append(plans.of(table, row).insertHeadText());
    }

    /** {@code (1,'x')}: the new row of an INSERT, or of an UPDATE that becomes one. */
    public void insertRow(SqlText sql, Change change) throws SQLException {
        insertRow(sql, change.table(), change.newRow());
    }

    void insertRow(SqlText sql, TableName table, Row row) throws SQLException {
        TablePlan plan = plans.of(table, row);
        int start = sql.length();
        try {
            sql.append('(');
            boolean first = true;
            for (int i = 0; i < row.shape().size(); i++) {
                if (plan.isWritten(i)) {
                    if (!first) {
                        sql.append(',');
                    }
                    first = false;
                    if (row.isUnchanged(i)) {
                        throw unfit(plan, i, "the source did not send the value");
                    }
                    writeValue(sql, plan, row, i);
                }
            }
            sql.append(')');
        } catch (UnfitRowException e) {
            sql.truncate(start);
            throw e;
        }
    }

    /** Whether the rows of both changes can stand behind one {@link #insertHead}. */
    public boolean sameInsertShape(Change left, Change right) {
        return left.newRow().shape() == right.newRow().shape()
                && left.table().equals(right.table());
    }

    /** UPDATE of the row that the old image names, setting every column that was sent. */
    public void update(SqlText sql, Change change) throws SQLException {
        update(sql, change.table(), oldRow(change), change.newRow());
    }

    void update(SqlText sql, TableName table, Row old, Row now) throws SQLException {
        int start = sql.length();
        try {
            writeSet(sql, table, now);
            writeWhere(sql, table, old);
        } catch (UnfitRowException e) {
            sql.truncate(start);
            throw e;
        }
    }

    /** DELETE of the row that the old image names. */
    public void delete(SqlText sql, Change change) throws SQLException {
        delete(sql, change.table(), oldRow(change));
    }

    void delete(SqlText sql, TableName table, Row old) throws SQLException {
        TablePlan plan = plans.of(table, old);
        int start = sql.length();
        try {
            sql.append(plan.deleteText());
            writeWhere(sql, table, old);
        } catch (UnfitRowException e) {
            sql.truncate(start);
            throw e;
        }
    }

    /** UPDATE that makes the row holding the new image's primary key equal to the new image (policy overwrite). */
    public void overwrite(SqlText sql, Change change) throws SQLException {
        TablePlan plan = plans.of(change.table(), change.newRow());
        if (!hasValues(change.newRow(), plan.uniqueKey())) {
            throw new UnfitRowException(
                    plan.table().toString(),
                    "",
                    "it has no key by which a row could be overwritten");
        }
        int start = sql.length();
        try {
            writeSet(sql, change.table(), change.newRow());
            writeWhere(sql, change.table(), change.newRow());
        } catch (UnfitRowException e) {
            sql.truncate(start);
            throw e;
        }
    }

    /** Empties the table inside the transaction: a DELETE without WHERE. */
    public void truncate(SqlText sql, TableName table) throws SQLException {
        sql.append("DELETE FROM ").append(catalog.table(table).quotedName());
    }

    /** {@code UPDATE t SET ..} up to the WHERE. Constants only: MySQL evaluates from left to right. */
    private void writeSet(SqlText sql, TableName table, Row row) throws SQLException {
        TablePlan plan = plans.of(table, row);
        sql.append(plan.updateText());
        boolean first = true;
        for (int i = 0; i < row.shape().size(); i++) {
            if (plan.isWritten(i) && !(row.isUnchanged(i) && !plan.targetColumn(i).onUpdateNow())) {
                if (!first) {
                    sql.append(',');
                }
                first = false;
                sql.append(plan.name(i)).append('=');
                if (row.isUnchanged(i)) {
                    sql.append(plan.name(i));
                } else {
                    writeValue(sql, plan, row, i);
                }
            }
        }
        byte[] kept = plan.keptColumnsText();
        if (kept.length > 0) {
            sql.append(first ? "" : ",").append(kept);
            first = false;
        }
        if (first) {
            byte[] any = SqlText.quotedBytes(plan.table().columns().get(0).name());
            sql.append(any).append('=').append(any); // every value unchanged: still counts the row
        }
        sql.append(" WHERE ");
    }

    private void writeWhere(SqlText sql, TableName table, Row row) throws SQLException {
        TablePlan plan = plans.of(table, row);
        if (hasValues(row, plan.uniqueKey())) {
            writeKey(sql, plan, row);
        } else {
            writeStoredForm(sql, plan, row);
        }
    }

    private void writeKey(SqlText sql, TablePlan plan, Row row) {
        boolean first = true;
        for (int position : plan.uniqueKey()) {
            sql.append(first ? "" : " AND ").append(plan.name(position)).append('=');
            first = false;
            writeValue(sql, plan, row, position);
        }
    }

    /** {@code 1} or {@code (1,'a')}: the row's key as a member of a list; bare without parentheses. */
    void keyTuple(SqlText sql, TablePlan plan, Row row, boolean bare) {
        int[] key = plan.uniqueKey();
        boolean enclosed = key.length > 1 && !bare;
        for (int i = 0; i < key.length; i++) {
            sql.append(i > 0 ? "," : enclosed ? "(" : "");
            writeValue(sql, plan, row, key[i]);
        }
        sql.append(enclosed ? ")" : "");
    }

    /** One row of those that are equal in every column as it is stored: MySQL's {@code =} would also find 'A' for 'a'. */
    private void writeStoredForm(SqlText sql, TablePlan plan, Row row) {
        boolean first = true;
        for (int i = 0; i < row.shape().size(); i++) {
            if (plan.isWritten(i) && !row.isUnchanged(i)) {
                sql.append(first ? "" : " AND ");
                first = false;
                writeMatch(sql, plan, row, i);
            }
        }
        if (first) {
            throw namesNoRow(plan);
        }
        sql.append(" LIMIT 1");
    }

    private void writeMatch(SqlText sql, TablePlan plan, Row row, int column) {
        byte[] name = plan.name(column);
        if (row.isNull(column)) {
            sql.append(name).append(" IS NULL");
            return;
        }
        int start = sql.length();
        try {
            plan.writer(column).match(sql, name, row.bytes(), row.start(column), row.end(column));
        } catch (UnfitValueException e) {
            sql.truncate(start);
            if (!becomesNull(plan, column, e)) {
                throw unfit(
                        plan,
                        column,
                        e.isWithoutForm() && plan.targetColumn(column).nullable()
                                ? e.getMessage()
                                        + "; apply.unfit-value: null writes NULL for such values"
                                : e.getMessage());
            }
            sql.append(name).append(" IS NULL");
        }
    }

    /** The literal of one value. */
    void writeValue(SqlText sql, TablePlan plan, Row row, int column) {
        if (row.isNull(column)) {
            if (!plan.targetColumn(column).nullable()) {
                throw unfit(plan, column, "NULL, and the column is NOT NULL");
            }
            sql.append("NULL");
            return;
        }
        int start = sql.length();
        try {
            plan.writer(column).write(sql, row.bytes(), row.start(column), row.end(column));
        } catch (UnfitValueException e) {
            sql.truncate(start);
            if (!becomesNull(plan, column, e)) {
                throw unfit(
                        plan,
                        column,
                        e.isWithoutForm() && plan.targetColumn(column).nullable()
                                ? e.getMessage()
                                        + "; apply.unfit-value: null writes NULL for such values"
                                : e.getMessage());
            }
            sql.append("NULL");
        }
    }

    private boolean becomesNull(TablePlan plan, int column, UnfitValueException e) {
        return unfitValue == UnfitValue.NULL
                && e.isWithoutForm()
                && plan.targetColumn(column).nullable();
    }

    /** Whether the row carries a value other than NULL in all {@code positions}, of which there is one at least. */
    static boolean hasValues(Row row, int[] positions) {
        for (int position : positions) {
            if (row.isNull(position) || row.isUnchanged(position)) {
                return false;
            }
        }
        return positions.length > 0;
    }

    private Row oldRow(Change change) throws SQLException {
        if (!change.hasOldRow()) {
            throw new UnfitRowException(
                    catalog.table(change.table()).toString(),
                    "",
                    "the source says not which row "
                            + change.table()
                            + " lost or changed; set a primary key or REPLICA IDENTITY FULL there");
        }
        return change.oldRow().orElseThrow();
    }

    private static UnfitRowException namesNoRow(TablePlan plan) {
        return new UnfitRowException(
                plan.table().toString(), "", "the old row has no column that MySQL stores");
    }

    private static UnfitRowException unfit(TablePlan plan, int column, String reason) {
        return new UnfitRowException(
                plan.table().toString(), plan.targetColumn(column).name(), reason);
    }
}
