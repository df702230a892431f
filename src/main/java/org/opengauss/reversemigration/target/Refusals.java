package org.opengauss.reversemigration.target;

import org.opengauss.reversemigration.model.Change;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.model.TableName;

/** Sentences for what we refuse to apply, with the way on. */
final class Refusals {
    private Refusals() {}

    static Verdict ddl(SlotMessage.Ddl ddl) {
        return new Verdict(
                Verdict.Kind.REFUSED,
                "DDL is not replayed yet: "
                        + ddl.commandType()
                        + " at "
                        + ddl.lsn()
                        + "; apply it by hand on MySQL where it matters there",
                null);
    }

    static Verdict unnamed(Change change) {
        String table = quoted(change.table());
        return new Verdict(
                Verdict.Kind.REFUSED,
                "the change names no row, because the table has no replica identity."
                        + " Run on openGauss: ALTER TABLE "
                        + table
                        + " REPLICA IDENTITY FULL (changes made before stay without), or set"
                        + " apply.tables-without-identity: insert-only to leave such changes out",
                null);
    }

    private static String quoted(TableName name) {
        return "\""
                + name.schema().replace("\"", "\"\"")
                + "\".\""
                + name.table().replace("\"", "\"\"")
                + "\"";
    }
}
