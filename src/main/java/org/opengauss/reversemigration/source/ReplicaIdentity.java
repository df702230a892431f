package org.opengauss.reversemigration.source;

import org.opengauss.reversemigration.model.TableName;

/** Makes UPDATE and DELETE of a table name their row: {@code REPLICA IDENTITY FULL}, for rows written from then on. */
public final class ReplicaIdentity {
    private ReplicaIdentity() {}

    /** The statement, without semicolon. */
    public static String statement(TableName table) {
        return "ALTER TABLE "
                + quoted(table.schema())
                + "."
                + quoted(table.table())
                + " REPLICA IDENTITY FULL";
    }

    /** Runs the statement and returns it. */
    public static String setFull(SourceSession session, TableName table) {
        String statement = statement(table);
        session.execute("set the replica identity of " + table, statement);
        return statement;
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
