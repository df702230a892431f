package org.opengauss.reversemigration.source;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.opengauss.reversemigration.model.TypeNames;

/** Type names from the source's catalog, read again when an oid is met that was made since. Thread-safe. */
final class CatalogTypeNames implements TypeNames {
    private final SourceSession session;
    private final Map<Integer, String> names = new ConcurrentHashMap<>();

    CatalogTypeNames(SourceSession session) {
        this.session = session;
        read();
    }

    @Override
    public String nameOf(int oid) {
        String name = names.get(oid);
        if (name == null) {
            read();
            // A type that is gone stays unknown: remembered, so that not every row asks again.
            name = names.computeIfAbsent(oid, key -> "oid " + Integer.toUnsignedString(key));
        }
        return name;
    }

    private void read() {
        session.query(
                "read the type names",
                "SELECT oid, format_type(oid, NULL) FROM pg_type",
                row -> names.put((int) row.getLong(1), row.getString(2)));
    }
}
