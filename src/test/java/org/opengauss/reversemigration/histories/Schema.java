package org.opengauss.reversemigration.histories;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.opengauss.reversemigration.histories.Table.ForeignKey;
import org.opengauss.reversemigration.histories.Table.Identity;
import org.opengauss.reversemigration.histories.UniqueKey.Function;

/** Draws tables: overlapping and composite unique indexes, trees of foreign keys, tables without any key. One thread. */
final class Schema {
    private final Random random;
    private final boolean mariaDb;
    private final ColumnKind[] kinds;
    private final List<Table> tables = new ArrayList<>();

    private Schema(Random random, boolean mariaDb) {
        this.random = random;
        this.mariaDb = mariaDb;
        kinds =
                Arrays.stream(ColumnKind.values())
                        .filter(kind -> !mariaDb || !kind.isOfMySqlOnly())
                        .toArray(ColumnKind[]::new);
    }

    static List<Table> random(Random random, boolean mariaDb) {
        Schema schema = new Schema(random, mariaDb);
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            schema.tables.add(schema.table(i));
        }
        return List.copyOf(schema.tables);
    }

    static void learn(List<Table> tables, Equality equality) throws SQLException {
        for (Table table : tables) {
            for (UniqueKey key : table.keys()) {
                key.learn(equality, table.columns());
            }
        }
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private Table table(int number) {
        String name = "t" + number;
        if (chance(15)) {
            return keyless(name);
        }
        List<Column> columns = new ArrayList<>();
        List<UniqueKey> keys = new ArrayList<>();
        boolean simple = chance(50);
        int primary = simple ? 1 : 1 + random.nextInt(2);
        List<UniqueKey.Part> parts = new ArrayList<>();
        for (int i = 0; i < primary; i++) {
            ColumnKind kind = simple ? ColumnKind.INT : shortKind();
            columns.add(column(i, kind, false));
            parts.add(part(i, 0, Function.NONE));
        }
        if (chance(90)) {
            keys.add(new UniqueKey("", parts, false));
        }
        int others = 1 + random.nextInt(4);
        for (int i = primary; i < primary + others; i++) {
            columns.add(column(i, kinds[random.nextInt(kinds.length)], chance(60)));
        }
        List<ForeignKey> parents = new ArrayList<>();
        possibleParent()
                .ifPresent(
                        parent -> {
                            boolean nullable = chance(50);
                            Column id = tables.get(parent).columns().get(0);
                            parents.add(
                                    new ForeignKey(columns.size(), parent, nullable && chance(60)));
                            columns.add(
                                    new Column(
                                            "c" + columns.size(),
                                            id.kind(),
                                            nullable,
                                            id.domain()));
                        });
        int uniques = keys.isEmpty() ? 1 : random.nextInt(4);
        for (int i = 0; i < uniques; i++) {
            keys.add(unique("u" + i, columns, parents));
        }
        return new Table(name, columns, keys, identity(columns, keys), parents);
    }

    /** A source's table with duplicates, perhaps with an index that NULLs keep rows out of. */
    private Table keyless(String name) {
        List<Column> columns = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            columns.add(column(i, kinds[random.nextInt(kinds.length)], chance(50)));
        }
        List<UniqueKey> keys = new ArrayList<>();
        if (chance(30)) {
            columns.add(column(count, ColumnKind.GENERAL, true));
            keys.add(new UniqueKey("u0", List.of(part(count, 0, Function.NONE)), chance(50)));
        }
        return new Table(
                name, columns, keys, new Identity(Identity.Kind.FULL, Optional.empty()), List.of());
    }

    private Optional<Integer> possibleParent() {
        if (tables.isEmpty() || !chance(50)) {
            return Optional.empty();
        }
        int parent = random.nextInt(tables.size());
        Table table = tables.get(parent);
        boolean one = table.primary().filter(key -> key.parts().size() == 1).isPresent();
        return one && table.columns().get(0).kind() == ColumnKind.INT
                ? Optional.of(parent)
                : Optional.empty();
    }

    private ColumnKind shortKind() {
        while (true) {
            ColumnKind kind = kinds[random.nextInt(kinds.length)];
            if (!kind.isLong() && kind != ColumnKind.BOOLEAN) {
                return kind;
            }
        }
    }

    private Column column(int number, ColumnKind kind, boolean nullable) {
        int size = new int[] {3, 6, 15, 40, 200, 1000}[random.nextInt(6)];
        return new Column("c" + number, kind, nullable, kind.domain(random, size));
    }

    private UniqueKey unique(String name, List<Column> columns, List<ForeignKey> parents) {
        List<UniqueKey.Part> parts = new ArrayList<>();
        int count = 1 + random.nextInt(chance(60) ? 1 : 3);
        for (int i = 0; i < 10 && parts.size() < count; i++) {
            int column = random.nextInt(columns.size());
            if (parts.stream().noneMatch(part -> part.column() == column)) {
                parts.add(part(column, columns.get(column), parents));
            }
        }
        return new UniqueKey(name, parts, chance(60));
    }

    private UniqueKey.Part part(int number, Column column, List<ForeignKey> parents) {
        ColumnKind kind = column.kind();
        int prefix = kind.isLong() || kind.isText() && chance(25) ? 1 + random.nextInt(4) : 0;
        boolean isParent = parents.stream().anyMatch(key -> key.column() == number);
        Function function = Function.NONE;
        if (kind == ColumnKind.INT && !isParent && number > 0 && chance(15)) {
            // MariaDB has no index over an expression
            function = chance(50) && !mariaDb ? Function.ABSOLUTE : Function.REMAINDER;
        }
        return part(number, prefix, function);
    }

    private static UniqueKey.Part part(int column, int prefix, Function function) {
        return new UniqueKey.Part(column, prefix, function);
    }

    private Identity identity(List<Column> columns, List<UniqueKey> keys) {
        List<UniqueKey> fit =
                keys.stream()
                        .filter(UniqueKey::isPlain)
                        .filter(
                                key ->
                                        key.parts().stream()
                                                .noneMatch(p -> columns.get(p.column()).nullable()))
                        .toList();
        boolean hasPrimary = !keys.isEmpty() && keys.get(0).isPrimary();
        if (hasPrimary && chance(65)) {
            return new Identity(Identity.Kind.DEFAULT, Optional.of(keys.get(0)));
        }
        return fit.isEmpty() || chance(50)
                ? new Identity(Identity.Kind.FULL, Optional.empty())
                : new Identity(
                        Identity.Kind.INDEX, Optional.of(fit.get(random.nextInt(fit.size()))));
    }
}
