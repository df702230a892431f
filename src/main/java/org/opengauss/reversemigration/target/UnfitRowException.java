package org.opengauss.reversemigration.target;

import org.opengauss.reversemigration.model.ExitCode;

/**
 * A row that MySQL's column cannot hold as it was written; found before anything was sent. The message names table,
 * column and reason, never the value.
 */
public final class UnfitRowException extends TargetException {
    private static final long serialVersionUID = 1L;

    private final String table;
    private final String column;
    private final String reason;

    /**
     * @param table {@code database.table} on MySQL
     * @param column empty if the row as a whole does not fit
     */
    UnfitRowException(String table, String column, String reason) {
        super(
                ExitCode.STOPPED,
                column.isEmpty()
                        ? "a row does not fit MySQL table " + table + ": " + reason
                        : "a value does not fit MySQL column "
                                + table
                                + "."
                                + column
                                + ": "
                                + reason,
                null);
        this.table = table;
        this.column = column;
        this.reason = reason;
    }

    public String table() {
        return table;
    }

    public String column() {
        return column;
    }

    public String reason() {
        return reason;
    }
}
