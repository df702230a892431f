package org.opengauss.reversemigration.target;

import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Columns as the catalog would read them, from their definition. */
final class Columns {
    private Columns() {}

    /** @param definition like {@code decimal(10,2) unsigned} or {@code varchar(4) character set latin1} */
    static TargetColumn column(String definition) {
        String dataType = definition.replaceAll("[ (].*", "");
        boolean hasMembers = dataType.equals("enum") || dataType.equals("set");
        int charsetAt = definition.indexOf("character set ");
        int[] numbers = hasMembers ? new int[0] : numbers(definition);
        long octets =
                switch (dataType) {
                    case "tinytext", "tinyblob" -> 255;
                    case "text", "blob" -> 65_535;
                    case "mediumtext", "mediumblob" -> 16_777_215;
                    case "longtext", "longblob" -> 4_294_967_295L;
                    default -> numbers.length > 0 ? numbers[0] : 1;
                };
        boolean temporal = dataType.startsWith("time") || dataType.equals("datetime");
        return new TargetColumn(
                "v",
                dataType,
                definition,
                definition.contains("unsigned"),
                OptionalLong.of(octets),
                OptionalLong.of(octets),
                numbers.length > 0 ? OptionalInt.of(numbers[0]) : OptionalInt.empty(),
                numbers.length > 1 ? OptionalInt.of(numbers[1]) : OptionalInt.empty(),
                temporal && numbers.length > 0 ? numbers[0] : 0,
                charsetAt < 0 ? "utf8mb4" : definition.substring(charsetAt + 14),
                "",
                true,
                false,
                false,
                false,
                hasMembers ? Members.parse(definition) : List.of(),
                OptionalLong.empty());
    }

    private static int[] numbers(String definition) {
        int open = definition.indexOf('(');
        if (open < 0) {
            return new int[0];
        }
        String inside = definition.substring(open + 1, definition.indexOf(')'));
        return java.util.Arrays.stream(inside.split(",")).mapToInt(Integer::parseInt).toArray();
    }
}
