package org.opengauss.reversemigration.standin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Asks PostgreSQL's catalog about tables that statements name. */
final class BackendTables implements OpenGaussSql.Tables {
    private final BackendCatalog.Opener opener;

    BackendTables(BackendCatalog.Opener opener) {
        this.opener = opener;
    }

    @Override
    public List<String> key(String table) {
        return names(
                "select a.attname from pg_catalog.pg_index i join pg_catalog.pg_attribute a"
                        + " on a.attrelid = i.indrelid and a.attnum = any (i.indkey)"
                        + " where i.indisprimary and i.indrelid = to_regclass('%s') order by a.attnum",
                table);
    }

    @Override
    public List<String> columns(String table) {
        return names(
                "select attname from pg_catalog.pg_attribute where attrelid = to_regclass('%s')"
                        + " and attnum > 0 and not attisdropped order by attnum",
                table);
    }

    private List<String> names(String question, String table) {
        try (Backend sql = opener.open()) {
            return sql.query(question.formatted(table.replace("'", "''"))).stream()
                    .map(row -> row.get(0))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ServerError e) {
            throw new IllegalStateException("the stand-in's catalog: " + e.getMessage(), e);
        }
    }
}
