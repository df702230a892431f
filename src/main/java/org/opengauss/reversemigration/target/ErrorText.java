package org.opengauss.reversemigration.target;

import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says what MySQL answered without the row values some messages quote: 1062 the key, 1366 and 1292 the value, 1064 a
 * piece of the statement.
 */
final class ErrorText {
    /** Codes whose messages name tables, columns, users or limits only. */
    private static final Set<Integer> CLEAN =
            Set.of(
                    1020, 1021, 1037, 1040, 1041, 1044, 1045, 1047, 1048, 1049, 1051, 1053, 1054,
                    1114, 1129, 1130, 1136, 1142, 1143, 1146, 1153, 1180, 1193, 1197, 1203, 1205,
                    1206, 1213, 1223, 1226, 1227, 1264, 1265, 1290, 1317, 1364, 1370, 1406, 1412,
                    1615, 1698, 1792, 1820, 1836, 1862, 1906, 1927, 3024, 3032, 3100, 3101, 3105,
                    3118, 3140, 3168, 3572, 3819, 4025, 4031);

    private static final Pattern KEY =
            Pattern.compile(".* for key ['`]([^'`]*)['`]$", Pattern.DOTALL);
    private static final Pattern COLUMN =
            Pattern.compile(
                    ".* for column ((?:`[^`]*`\\.)*[`'][^'`]*['`]) at row \\d+$", Pattern.DOTALL);

    private ErrorText() {}

    static String of(SQLException error) {
        if (error.getErrorCode() == 0) {
            if (error.getCause() instanceof SQLException cause) {
                return of(cause);
            }
            return firstLine(error.getMessage()) + " (SQLSTATE " + error.getSQLState() + ")";
        }
        return "MySQL error "
                + error.getErrorCode()
                + " ("
                + error.getSQLState()
                + "): "
                + (CLEAN.contains(error.getErrorCode())
                        ? error.getMessage()
                        : withoutValues(error.getErrorCode(), String.valueOf(error.getMessage())));
    }

    /** The error itself, or a copy without its message and causes where those may quote values. */
    static SQLException masked(SQLException error) {
        if (error.getErrorCode() == 0 || CLEAN.contains(error.getErrorCode())) {
            return error;
        }
        SQLException masked =
                new SQLException(of(error), error.getSQLState(), error.getErrorCode());
        masked.setStackTrace(error.getStackTrace());
        return masked;
    }

    private static String withoutValues(int code, String message) {
        Matcher key = KEY.matcher(message);
        if (key.matches() && (code == 1062 || code == 1586)) {
            return "duplicate value for key " + key.group(1);
        }
        Matcher column = COLUMN.matcher(message);
        if (column.matches()) {
            return "value refused for column " + column.group(1);
        }
        return "message withheld, it may quote row values";
    }

    private static String firstLine(String message) {
        if (message == null) {
            return "no message";
        }
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
