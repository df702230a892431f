package org.opengauss.reversemigration.standin;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.opengauss.reversemigration.model.Lsn;

/**
 * Asks the shims' tables: {@code standin.shape} has each table's declared identity with the position it was declared at,
 * {@code standin.shown_type} openGauss's names of the domains that stand for its types.
 */
final class BackendCatalog implements SourceCatalog {
    /** Opens a connection to the database that is decoded. */
    @FunctionalInterface
    interface Opener {
        Backend open() throws IOException, ServerError;
    }

    private final Opener opener;
    private final Map<Integer, ShownType> types = new HashMap<>();
    private final Map<Integer, Integer> lengths = new HashMap<>();

    BackendCatalog(Opener opener) {
        this.opener = opener;
    }

    @Override
    public ShownTable table(PgMessage.Relation relation, long lsn) {
        if (relation.schema().equals("standin")) {
            return new ShownTable(relation.schema(), relation.name(), List.of());
        }
        try (Backend sql = opener.open()) {
            learnTypes(sql, relation.columns());
            return shown(sql, relation, lsn);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ServerError e) {
            throw new IllegalStateException("the stand-in's catalog: " + e.getMessage(), e);
        }
    }

    private ShownTable shown(Backend sql, PgMessage.Relation relation, long lsn)
            throws IOException, ServerError {
        List<List<String>> rows =
                sql.query(
                        "select identity, array_to_string(keys, E'\\x01'), namespace from standin.shape_at(%d, '%s')"
                                .formatted(Integer.toUnsignedLong(relation.oid()), new Lsn(lsn)));
        String identity = rows.isEmpty() ? "n" : rows.get(0).get(0);
        Set<String> keys =
                rows.isEmpty()
                        ? Set.of()
                        : Set.copyOf(Arrays.asList(rows.get(0).get(1).split("\u0001")));
        String namespace = rows.isEmpty() ? "2200" : rows.get(0).get(2);
        List<ShownTable.Column> columns = new ArrayList<>();
        for (PgMessage.Column column : relation.columns()) {
            ShownType type = named(types.get(column.typeOid()), relation, column, namespace);
            columns.add(
                    new ShownTable.Column(
                            column.name(),
                            type,
                            lengths.getOrDefault(column.typeOid(), column.modifier()),
                            identity.equals("f") || keys.contains(column.name())));
        }
        return new ShownTable(relation.schema(), relation.name(), columns);
    }

    /** The type of an ENUM or SET column is made with the table and named after it. */
    private static ShownType named(
            ShownType type,
            PgMessage.Relation relation,
            PgMessage.Column column,
            String namespace) {
        String prefix = relation.name() + "_" + column.name();
        return switch (type.kind()) {
            case ENUM ->
                    new ShownType(
                            Identifiers.quoted(prefix + "_" + namespace + "_anonymous_enum_1"),
                            type.oid(),
                            type.kind());
            case SET -> new ShownType(Identifiers.quoted(prefix + "_set"), type.oid(), type.kind());
            default -> type;
        };
    }

    private void learnTypes(Backend sql, List<PgMessage.Column> columns)
            throws IOException, ServerError {
        String unknown =
                columns.stream()
                        .filter(column -> !types.containsKey(column.typeOid()))
                        .map(column -> Integer.toUnsignedString(column.typeOid()))
                        .distinct()
                        .collect(joining(","));
        if (unknown.isEmpty()) {
            return;
        }
        String question =
                "select w.oid, coalesce(s.name, pg_catalog.format_type(w.oid, null)), coalesce(s.shown_oid, w.oid),"
                        + " s.kind, s.length from unnest(array["
                        + unknown
                        + "]::oid[]) as w(oid) left join standin.shown_type s on s.oid = w.oid";
        for (List<String> row : sql.query(question)) {
            int oid = Integer.parseUnsignedInt(row.get(0));
            ShownType.Kind kind =
                    row.get(3) == null ? ShownType.kindOf(oid) : ShownType.Kind.valueOf(row.get(3));
            types.put(oid, new ShownType(row.get(1), Integer.parseUnsignedInt(row.get(2)), kind));
            if (row.get(4) != null) {
                lengths.put(oid, Integer.parseInt(row.get(4)));
            }
        }
    }
}
