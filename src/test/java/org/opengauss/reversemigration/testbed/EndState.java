package org.opengauss.reversemigration.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The end state of tables as a file of COPY text: a line {@code TABLE schema.table column<tab>column..}, then a line a row.
 * Recorded streams bring one, and a case folder may. One thread.
 */
public final class EndState {
    /** The lines of one table; where its name ends only the names on MySQL tell, both may hold blanks. */
    private record Section(String header, List<String> lines) {}

    /** A section whose names are known. */
    private record Table(String name, List<String> columns, List<String> lines) {}

    private final List<Section> sections;

    private EndState(List<Section> sections) {
        this.sections = List.copyOf(sections);
    }

    public static EndState read(Path file) {
        try {
            // not readAllLines, which would also end a line at a carriage return
            return parse(Files.readString(file, UTF_8).split("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    private static EndState parse(String[] lines) {
        List<Section> sections = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("TABLE ")) {
                sections.add(new Section(line.substring("TABLE ".length()), new ArrayList<>()));
            } else if (!sections.isEmpty() && !line.startsWith("total time:")) {
                sections.get(sections.size() - 1).lines().add(line);
            }
        }
        return new EndState(sections);
    }

    /**
     * Where MySQL differs from the file, one line a row; empty if it does not.
     *
     * @param databases the MySQL database of each schema in the file
     * @param except tables, by their name in the file, that need not be equal
     */
    public List<String> differences(
            Connection target, Map<String, String> databases, Set<String> except)
            throws SQLException {
        List<String> differences = new ArrayList<>();
        for (Section section : sections) {
            String schema = section.header().substring(0, section.header().indexOf('.'));
            String database = databases.get(schema);
            if (database == null) {
                throw new IllegalArgumentException(
                        "no MySQL database is given for schema " + schema);
            }
            Optional<Table> table =
                    resolve(section, schema, TargetTableRows.tablesOf(target, database));
            if (table.isEmpty()) {
                differences.add(section.header() + ": MySQL has no such table in " + database);
            } else if (!except.contains(fileName(section, schema, table.get()))) {
                differences.addAll(differences(table.get(), target, database));
            }
        }
        return differences;
    }

    private static Optional<Table> resolve(Section section, String schema, List<String> tables) {
        String rest = section.header().substring(schema.length() + 1);
        return tables.stream()
                .filter(table -> rest.toLowerCase(Locale.ROOT).startsWith(prefix(table)))
                .max(Comparator.comparingInt(String::length))
                .map(
                        table ->
                                new Table(
                                        table,
                                        List.of(rest.substring(table.length() + 1).split("\t")),
                                        section.lines()));
    }

    private static String prefix(String table) {
        return table.toLowerCase(Locale.ROOT) + " ";
    }

    private static String fileName(Section section, String schema, Table table) {
        int start = schema.length() + 1;
        return section.header().substring(start, start + table.name().length());
    }

    private static List<String> differences(Table table, Connection target, String database)
            throws SQLException {
        TargetTableRows whole = TargetTableRows.of(target, database, table.name());
        List<String> absent =
                whole.columns().stream()
                        .map(TargetTableRows.Column::name)
                        .filter(name -> table.columns().stream().noneMatch(name::equalsIgnoreCase))
                        .toList();
        TargetTableRows actual = whole.without(absent);
        int[] places =
                actual.columns().stream()
                        .mapToInt(column -> place(table.columns(), column.name()))
                        .toArray();
        TableRows expected = row -> canonicalRows(table, actual.columns(), places, row);
        return Comparison.differences(table.name(), expected, actual);
    }

    private static int place(List<String> names, String name) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no column " + name);
    }

    private static void canonicalRows(
            Table table, List<TargetTableRows.Column> columns, int[] places, Consumer<String> row) {
        for (String line : table.lines()) {
            String[] fields = CopyText.parseLine(line);
            if (fields.length != table.columns().size()) {
                throw new IllegalArgumentException(
                        "a row of %s has %d values, expected %d"
                                .formatted(table.name(), fields.length, table.columns().size()));
            }
            String[] values = new String[places.length];
            for (int column = 0; column < places.length; column++) {
                values[column] = fields[places[column]];
            }
            row.accept(TargetTableRows.canonicalRow(columns, values));
        }
    }
}
