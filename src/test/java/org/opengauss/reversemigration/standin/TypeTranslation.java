package org.opengauss.reversemigration.standin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** One column type of openGauss, written as PostgreSQL or the shims' domains have it. */
final class TypeTranslation {
    private static final Set<String> INTEGERS =
            Set.of(
                    "tinyint",
                    "smallint",
                    "mediumint",
                    "int",
                    "integer",
                    "bigint",
                    "int1",
                    "int2",
                    "int4",
                    "int8");

    private final boolean dolphin;
    private final List<String> written;
    private int next;

    private TypeTranslation(boolean dolphin, List<String> written) {
        this.dolphin = dolphin;
        this.written = written;
    }

    /** The type at the head of these significant tokens; {@code out} takes it, the result is how many it was. */
    static int translate(boolean dolphin, List<String> tokens, List<String> out) {
        TypeTranslation translation = new TypeTranslation(dolphin, tokens);
        out.add(translation.type());
        return translation.next;
    }

    private String type() {
        String first = written.get(next++);
        String name = first.startsWith("\"") ? first : first.toLowerCase(Locale.ROOT);
        String arguments = arguments();
        boolean unsigned = false;
        while (dolphin && (at("unsigned") || at("zerofill") || at("signed"))) {
            unsigned |= !at("signed");
            next++;
        }
        if (INTEGERS.contains(name)) {
            return integer(name, unsigned);
        }
        return switch (name) {
            case "number" -> "numeric" + arguments;
            case "varchar2" -> "varchar" + arguments;
            case "nvarchar2", "nvarchar" -> "nvarchar2";
            case "raw", "clob" -> name;
            case "blob", "tinyblob", "mediumblob", "longblob" -> name;
            case "set", "enum" -> "standin.\"" + name + "\"";
            default -> dolphin ? ofDolphin(name, arguments) : name + arguments;
        };
    }

    private String ofDolphin(String name, String arguments) {
        return switch (name) {
            case "datetime" -> "timestamp" + (arguments.isEmpty() ? "(0)" : arguments);
            case "timestamp" -> "timestamptz" + (arguments.isEmpty() ? "(0)" : arguments);
            case "time" -> "standin.time" + (arguments.isEmpty() ? "0" : digits(arguments));
            case "year" -> arguments.equals("(2)") ? "standin.year2" : "standin.year";
            case "binary" -> "standin.binary" + (arguments.isEmpty() ? "1" : digits(arguments));
            case "varbinary" -> "standin.varbinary";
            case "float" ->
                    arguments.contains(",")
                            ? "numeric" + arguments
                            : wide(arguments) ? "float8" : "real";
            case "double" -> doublePrecision(arguments);
            case "numeric", "decimal", "dec" ->
                    "numeric" + (arguments.isEmpty() ? "(10,0)" : arguments);
            case "text" -> "text";
            case "tinytext", "mediumtext", "longtext" -> name;
            case "bool" -> "boolean";
            default -> name + arguments;
        };
    }

    private String doublePrecision(String arguments) {
        if (at("precision")) {
            next++;
        }
        return arguments.isEmpty() ? "float8" : "numeric" + arguments;
    }

    private static boolean wide(String arguments) {
        return !arguments.isEmpty() && Integer.parseInt(digits(arguments)) > 24;
    }

    private static String digits(String arguments) {
        return arguments.replaceAll("\\D", "");
    }

    private static String integer(String name, boolean unsigned) {
        String signed =
                switch (name) {
                    case "int1" -> "tinyint";
                    case "integer", "int4" -> "int";
                    case "int2" -> "smallint";
                    case "int8" -> "bigint";
                    default -> name;
                };
        if (!unsigned) {
            return signed.equals("tinyint") || signed.equals("mediumint")
                    ? "standin." + signed
                    : signed;
        }
        return switch (signed) {
            case "tinyint" -> "standin.uint1";
            case "smallint" -> "standin.uint2";
            case "bigint" -> "standin.uint8";
            default -> "standin.uint4";
        };
    }

    private boolean at(String word) {
        return next < written.size() && written.get(next).equalsIgnoreCase(word);
    }

    private String arguments() {
        if (!at("(")) {
            return "";
        }
        int close = SqlTokens.closing(written, next);
        List<String> inside = new ArrayList<>(written.subList(next, close + 1));
        next = close + 1;
        return String.join("", inside);
    }
}
