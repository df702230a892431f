package org.opengauss.reversemigration.decode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.opengauss.reversemigration.model.RowShape;
import org.opengauss.reversemigration.model.TableName;

/**
 * One instance per table name and per row shape of a table, so that what depends on them can be cached by identity.
 * Asked only when the bytes of a message were never seen before. Used by one thread.
 */
final class RowShapes {
    private record Key(TableName table, List<String> names, List<String> types) {}

    private final Map<TableName, TableName> tables = new HashMap<>();
    private final Map<Key, RowShape> shapes = new HashMap<>();

    TableName table(TableName name) {
        return tables.computeIfAbsent(name, same -> same);
    }

    RowShape shape(TableName table, List<String> names, List<String> types) {
        return shapes.computeIfAbsent(
                new Key(table, names, types), key -> new RowShape(key.names(), key.types()));
    }

    void clear() {
        tables.clear();
        shapes.clear();
    }
}
