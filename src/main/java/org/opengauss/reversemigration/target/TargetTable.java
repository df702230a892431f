package org.opengauss.reversemigration.target;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A MySQL table that changes go to: names as MySQL stores them, columns in table order. Immutable. */
public final class TargetTable {
    private final String database;
    private final String name;
    private final String engine;
    private final boolean view;
    private final List<TargetColumn> columns;
    private final List<UniqueIndex> uniqueIndexes;
    private final Map<String, TargetColumn> columnsByName;

    TargetTable(
            String database,
            String name,
            String engine,
            boolean view,
            List<TargetColumn> columns,
            List<UniqueIndex> uniqueIndexes) {
        this.database = requireNonNull(database, "database is null");
        this.name = requireNonNull(name, "name is null");
        this.engine = requireNonNull(engine, "engine is null");
        this.view = view;
        this.columns = List.copyOf(columns);
        this.uniqueIndexes = List.copyOf(uniqueIndexes);
        this.columnsByName =
                columns.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        column -> column.name().toLowerCase(Locale.ROOT),
                                        column -> column));
    }

    public String database() {
        return database;
    }

    public String name() {
        return name;
    }

    public String engine() {
        return engine;
    }

    /** A view, or a table that the server versions itself: no target. */
    boolean isView() {
        return view;
    }

    public List<TargetColumn> columns() {
        return columns;
    }

    /** The column of that name; MySQL's column names never differ by case alone. */
    public Optional<TargetColumn> column(String column) {
        return Optional.ofNullable(columnsByName.get(column.toLowerCase(Locale.ROOT)));
    }

    /** PRIMARY first if there is one, then the UNIQUE indexes. */
    public List<UniqueIndex> uniqueIndexes() {
        return uniqueIndexes;
    }

    public Optional<UniqueIndex> primaryKey() {
        return uniqueIndexes.stream().filter(UniqueIndex::isPrimary).findFirst();
    }

    /** {@code `database`.`table`}, quoted for SQL. */
    public String quotedName() {
        return SqlText.quoted(database) + "." + SqlText.quoted(name);
    }

    /** {@code database.table}, for people. */
    @Override
    public String toString() {
        return database + "." + name;
    }
}
