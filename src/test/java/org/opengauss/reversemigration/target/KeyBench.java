package org.opengauss.reversemigration.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.opengauss.reversemigration.config.MappingConfig;
import org.opengauss.reversemigration.model.Change;
import org.opengauss.reversemigration.model.KeyList;
import org.opengauss.reversemigration.model.Operation;
import org.opengauss.reversemigration.model.RowShape;
import org.opengauss.reversemigration.model.TableName;

/** Inserts into many tables and their keys, for the benchmark of another package. Used by one thread. */
public final class KeyBench {
    private static final int TABLES = 100;
    private static final int ROWS = 4096;

    private final ConflictKeys conflicts;
    private final KeyList keys = new KeyList();
    private final List<Change> changes = new ArrayList<>();
    private int next;

    private KeyBench(List<TargetTable> tables) {
        conflicts =
                new ConflictKeys(
                        Catalog.of(
                                new TargetServer("9.7.4", false),
                                new MappingConfig(Map.of()),
                                Tables.DATABASE,
                                tables));
    }

    /** @param kind {@code integer}: a primary key; {@code text}: a unique e-mail address beside it */
    public static KeyBench of(String kind) {
        String[] indexes =
                kind.equals("text")
                        ? new String[] {"PRIMARY(id)", "u(mail)"}
                        : new String[] {"PRIMARY(id)"};
        List<TargetTable> tables = new ArrayList<>();
        for (int i = 0; i < TABLES; i++) {
            tables.add(
                    Tables.table(
                            "t" + i,
                            List.of(
                                    Tables.column("id", "bigint"),
                                    Tables.column("mail", "varchar(100)")),
                            indexes));
        }
        KeyBench bench = new KeyBench(tables);
        bench.fill();
        return bench;
    }

    private void fill() {
        TableName[] names = new TableName[TABLES];
        RowShape[] shapes = new RowShape[TABLES];
        for (int i = 0; i < TABLES; i++) {
            names[i] = new TableName("public", "t" + i);
            shapes[i] = Rows.shape("id", "bigint", "mail", "character varying");
        }
        for (int i = 0; i < ROWS; i++) {
            int table = i * 31 % TABLES;
            changes.add(
                    new Change(
                            Operation.INSERT,
                            names[table],
                            Rows.row(
                                    shapes[table],
                                    Integer.toString(1_000_000 + i),
                                    "customer." + i + "@example.com"),
                            null));
        }
    }

    /** The keys of the next row, folded into a number. */
    public long next() {
        next = next + 1 & ROWS - 1;
        conflicts.of(changes.get(next), keys);
        long sum = keys.isWholeTable() ? 1 : 0;
        for (int i = 0; i < keys.size(); i++) {
            sum += keys.get(i);
        }
        return sum;
    }
}
