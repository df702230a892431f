package org.opengauss.reversemigration.target;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Tables as the catalog would read them, from short words. */
final class Tables {
    static final String DATABASE = "shop";

    private Tables() {}

    /** A column of that name; {@code collate NAME} may end the definition, {@code not null} may stand anywhere. */
    static TargetColumn column(String name, String definition) {
        int collateAt = definition.indexOf(" collate ");
        String collation =
                collateAt < 0 ? "utf8mb4_0900_ai_ci" : definition.substring(collateAt + 9);
        TargetColumn column =
                Columns.column(collateAt < 0 ? definition : definition.substring(0, collateAt));
        return new TargetColumn(
                name,
                column.dataType(),
                column.columnType(),
                column.unsigned(),
                column.length(),
                column.octetLength(),
                column.precision(),
                column.scale(),
                column.fractionDigits(),
                column.charset(),
                collation,
                true,
                definition.contains("generated"),
                definition.contains("auto_increment"),
                false,
                column.members(),
                column.srid());
    }

    /** {@code "PRIMARY(id)"}, {@code "u(a,b:3)"}: a colon stands before a prefix length, {@code ?} for an expression. */
    static UniqueIndex index(String words) {
        int open = words.indexOf('(');
        List<UniqueIndex.Part> parts = new ArrayList<>();
        for (String part : words.substring(open + 1, words.length() - 1).split(",")) {
            String[] halves = part.split(":");
            parts.add(
                    new UniqueIndex.Part(
                            halves[0].equals("?") ? Optional.empty() : Optional.of(halves[0]),
                            halves.length > 1 ? Integer.parseInt(halves[1]) : 0));
        }
        return new UniqueIndex(words.substring(0, open), parts);
    }

    static TargetTable table(String name, List<TargetColumn> columns, String... indexes) {
        return new TargetTable(
                DATABASE,
                name,
                "InnoDB",
                false,
                columns,
                Arrays.stream(indexes).map(Tables::index).toList());
    }
}
