package org.opengauss.reversemigration.target;

import java.sql.SQLException;
import org.opengauss.reversemigration.config.ApplyConfig.UnfitValue;
import org.opengauss.reversemigration.model.Change;
import org.opengauss.reversemigration.model.TableName;

/**
 * Writes changes as SQL statements with literal values, each statement whole and without {@code ;}. A value that does not
 * fit its column is refused here, with {@link UnfitRowException}, and leaves the text as it was. One per thread.
 *
 * <p>Methods throw {@link SQLException} only when a table's definition must be read and MySQL cannot be asked, and
 * {@link TargetException} when MySQL has no such table or column.
 */
public final class StatementWriter {
    private final Catalog catalog;
    private final UnfitValue unfitValue;

    public StatementWriter(Catalog catalog, UnfitValue unfitValue) {
        this.catalog = catalog;
        this.unfitValue = unfitValue;
    }

    /** The plan for the new row (DELETE: the old row) of a change. */
    public TablePlan plan(Change change) throws SQLException {
        throw new UnsupportedOperationException("not yet");
    }

    /** {@code INSERT INTO `d`.`t` (`a`,`b`) VALUES }; rows follow by {@link #insertRow}, the caller puts the commas. */
    public void insertHead(SqlText sql, Change change) throws SQLException {
        throw new UnsupportedOperationException("not yet");
    }

    /** {@code (1,'x')}: the new row of an INSERT, or of an UPDATE that becomes one. */
    public void insertRow(SqlText sql, Change change) throws SQLException {
        throw new UnsupportedOperationException("not yet");
    }

    /** Whether the rows of both changes can stand behind one {@link #insertHead}. */
    public boolean sameInsertShape(Change left, Change right) {
        return left.table().equals(right.table())
                && left.newRow().shape() == right.newRow().shape();
    }

    /** UPDATE of the row that the old image names, setting every column that was sent. */
    public void update(SqlText sql, Change change) throws SQLException {
        throw new UnsupportedOperationException("not yet");
    }

    /** DELETE of the row that the old image names. */
    public void delete(SqlText sql, Change change) throws SQLException {
        throw new UnsupportedOperationException("not yet");
    }

    /** UPDATE that makes the row holding the new image's primary key equal to the new image (policy overwrite). */
    public void overwrite(SqlText sql, Change change) throws SQLException {
        throw new UnsupportedOperationException("not yet");
    }

    /** Empties the table inside the transaction: a DELETE without WHERE. */
    public void truncate(SqlText sql, TableName table) throws SQLException {
        throw new UnsupportedOperationException("not yet");
    }

    Catalog catalog() {
        return catalog;
    }

    UnfitValue unfitValue() {
        return unfitValue;
    }
}
