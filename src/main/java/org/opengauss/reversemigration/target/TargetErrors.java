package org.opengauss.reversemigration.target;

import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.opengauss.reversemigration.model.ExitCode;

/**
 * Reads the vendor code of an error, never its Java class or SQLSTATE: 1205 arrives as 40001 and a missing privilege as
 * a syntax error (seen on MySQL 5.6, 9.7, MariaDB 10.11, 11.8 through Connector/J).
 */
final class TargetErrors {
    static final int LOCK_WAIT_TIMEOUT = 1205;
    static final int DUPLICATE_KEY = 1062;
    static final int GUARD = 1242;
    static final int NO_SUCH_THREAD = 1094;

    private static final Map<Integer, ErrorClass> CLASSES = new HashMap<>();

    static {
        put(ErrorClass.RETRY, 1213, LOCK_WAIT_TIMEOUT, 1020, 1412, 1615, 3101, 3100, 1180, 1030);
        put(ErrorClass.RETRY, 1317, 3024, 1969);
        put(ErrorClass.RETRY_SLOWLY, 3572, 1206, 1197, 1114, 1021, 1041, 1037);
        put(ErrorClass.RETRY_SLOWLY, 1290, 1836, 1792, 1223);
        put(ErrorClass.RECONNECT, 1040, 1203, 1226, 1053, 1077, 1078, 1079, 1080, 1152);
        put(ErrorClass.RECONNECT, 1158, 1159, 1160, 1161, 1184, 4031, 3032, 3168, 1047, 1927);
        put(ErrorClass.TOO_LARGE, 1153);
        put(ErrorClass.UNFIT, DUPLICATE_KEY, 1586, 1022, 1048, 1364, 1264, 1690, 1441);
        put(ErrorClass.UNFIT, 1265, 1366, 1292, 1406, 1411, 3140, 3643, 1416, 3904, 3907);
        put(ErrorClass.UNFIT, 1451, 1452, 1216, 1217, 3819, 4025, 1526, 1748, 1442, 1644);
        put(ErrorClass.DEFINITION, 1054, 1136, 1146, 1049, 1051, 3105, 1906);
        put(ErrorClass.CONFIGURATION, 1045, 1130, 1129, 1820, 1862, 3118, 1698, 1251);
        put(ErrorClass.OPERATOR, 1142, 1143, 1044, 1227, 1370, 1193, 1231, 1621, 1238, 1461);
    }

    private TargetErrors() {}

    private static void put(ErrorClass errorClass, int... codes) {
        for (int code : codes) {
            CLASSES.put(code, errorClass);
        }
    }

    static ErrorClass classOf(SQLException error) {
        ErrorClass byCode = CLASSES.get(error.getErrorCode());
        if (byCode != null) {
            return byCode;
        }
        // the driver's own errors have no vendor code
        String className = error.getClass().getSimpleName();
        if (className.equals("PacketTooBigException")) {
            return ErrorClass.TOO_LARGE;
        }
        String state = error.getSQLState();
        if (error.getErrorCode() == 0 && state != null && state.startsWith("08")) {
            return ErrorClass.RECONNECT;
        }
        if (className.equals("MySQLTimeoutException")) {
            return ErrorClass.RETRY;
        }
        if (error.getErrorCode() == 0 && error.getCause() instanceof SQLException cause) {
            return classOf(cause); // the pool wraps what it could not connect for
        }
        return ErrorClass.STOP;
    }

    static ExitCode exitCodeOf(ErrorClass errorClass) {
        return switch (errorClass) {
            case RETRY, RETRY_SLOWLY, RECONNECT -> ExitCode.TRANSIENT;
            case CONFIGURATION -> ExitCode.USAGE;
            case TOO_LARGE, UNFIT, DEFINITION, OPERATOR, STOP -> ExitCode.STOPPED;
        };
    }

    /** The exception for an attempt that failed, as the class of its error says. */
    static TargetException failure(String tried, SQLException error) {
        ErrorClass errorClass = classOf(error);
        return new TargetException(
                exitCodeOf(errorClass),
                tried + ": " + ErrorText.of(error) + adviceFor(errorClass, error),
                ErrorText.masked(error));
    }

    /** The exception for a connection that could not be had; the driver names neither end nor cause. */
    static TargetException notConnected(String server, SQLException error) {
        TargetException failure = failure("cannot connect to MySQL at " + server, error);
        if (error.getErrorCode() != 0 || classOf(error) != ErrorClass.RECONNECT) {
            return failure;
        }
        return new TargetException(
                failure.exitCode(),
                failure.getMessage()
                        + (isUnknownHost(error)
                                ? "; the host name does not resolve; check mysql.host"
                                : "; check that the server runs and that mysql.host and mysql.port are"
                                        + " its address"),
                failure.getCause());
    }

    private static boolean isUnknownHost(Throwable error) {
        return error instanceof UnknownHostException
                || error.getCause() != null && isUnknownHost(error.getCause());
    }

    private static String adviceFor(ErrorClass errorClass, SQLException error) {
        return switch (errorClass) {
            case CONFIGURATION ->
                    "; check mysql.user, mysql.password and from where that user may log in";
            case OPERATOR ->
                    Privileges.areMissing(error)
                            ? "; grant mysql.user the privilege it lacks (see SHOW GRANTS)"
                            : "";
            case TOO_LARGE -> "; raise max_allowed_packet on MySQL";
            case RETRY_SLOWLY ->
                    error.getErrorCode() == 1290 || error.getErrorCode() == 1836
                            ? "; is this server a replica, or read-only?"
                            : "";
            default -> "";
        };
    }
}
