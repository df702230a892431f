package org.opengauss.reversemigration.histories;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opengauss.reversemigration.standin.WrittenStream;

/**
 * A table of a random schema.
 *
 * @param keys unique indexes on MySQL, the primary key first if there is one
 * @param identity columns of old rows
 * @param parents foreign keys
 */
record Table(
        String name,
        List<Column> columns,
        List<UniqueKey> keys,
        Identity identity,
        List<ForeignKey> parents) {
    /** The replica identity; {@code index} is set for that of an index. */
    record Identity(Kind kind, Optional<UniqueKey> index) {
        enum Kind {
            DEFAULT,
            INDEX,
            FULL
        }

        boolean has(int column) {
            return kind == Kind.FULL || index.orElseThrow().has(column);
        }
    }

    /** To the one column of the parent's primary key; a row of the parent takes or blanks its children. */
    record ForeignKey(int column, int parent, boolean setsNull) {}

    Table {
        columns = List.copyOf(columns);
        keys = List.copyOf(keys);
        parents = List.copyOf(parents);
    }

    Optional<UniqueKey> primary() {
        return keys.stream().filter(UniqueKey::isPrimary).findFirst();
    }

    boolean isForeignKey(int column) {
        return parents.stream().anyMatch(key -> key.column() == column);
    }

    /** Whether no two rows of it may have the same old image. */
    boolean checksAtOnce(UniqueKey key) {
        return !key.deferrable() || identity.index().filter(key::equals).isPresent();
    }

    String onMySql(List<Table> tables) {
        List<String> lines = new ArrayList<>();
        columns.forEach(column -> lines.add(column.definition()));
        for (UniqueKey key : keys) {
            for (UniqueKey.Part part : key.parts()) {
                if (part.function() == UniqueKey.Function.REMAINDER) {
                    String name = columns.get(part.column()).name();
                    lines.add(
                            "%s_rest bigint generated always as (%s %% 11) %s"
                                    .formatted(
                                            name, name, name.hashCode() % 2 == 0 ? "stored" : ""));
                }
            }
        }
        keys.forEach(key -> lines.add(key.definition(columns)));
        for (ForeignKey key : parents) {
            Table parent = tables.get(key.parent());
            String id = parent.columns().get(0).name();
            lines.add(
                    "foreign key (%s) references %s (%s) on delete %s on update cascade"
                            .formatted(
                                    columns.get(key.column()).name(),
                                    parent.name(),
                                    id,
                                    key.setsNull() ? "set null" : "cascade"));
        }
        return "create table " + name + " (" + String.join(", ", lines) + ")";
    }

    /** Types do not matter there, nothing is stored. */
    String onSource() {
        String all =
                columns.stream()
                        .map(c -> c.name() + " text" + (c.nullable() ? "" : " not null"))
                        .collect(joining(", "));
        String key = primary().map(p -> ", primary key (" + names(p) + ")").orElse("");
        String table = "create table " + name + " (" + all + key + ")";
        return switch (identity.kind()) {
            case DEFAULT -> table;
            case FULL -> table + "; alter table " + name + " replica identity full";
            case INDEX ->
                    table
                            + "; create unique index %1$s_i on %1$s (%2$s); alter table %1$s replica identity using index %1$s_i"
                                    .formatted(name, names(identity.index().orElseThrow()));
        };
    }

    private String names(UniqueKey key) {
        return key.parts().stream()
                .map(part -> columns.get(part.column()).name())
                .collect(joining(", "));
    }

    WrittenStream.Table inStream() {
        List<WrittenStream.Column> shown = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            ColumnKind kind = columns.get(i).kind();
            shown.add(
                    new WrittenStream.Column(
                            columns.get(i).name(), kind.shownType(), kind.oid(), identity.has(i)));
        }
        return new WrittenStream.Table(name, shown);
    }

    String select() {
        return "select "
                + columns.stream().map(c -> c.kind().select(c.name())).collect(joining(", "))
                + " from "
                + name;
    }
}
