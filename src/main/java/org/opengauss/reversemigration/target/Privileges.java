package org.opengauss.reversemigration.target;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opengauss.reversemigration.model.ExitCode;

/** Says which privilege a refused statement needs, as the GRANT to run. */
final class Privileges {
    private static final Set<Integer> MISSING = Set.of(1142, 1143, 1044, 1370, 1227);

    /** The first word of "INSERT command denied to user ...". */
    private static final Pattern COMMAND =
            Pattern.compile(
                    "(\\p{Alpha}+(?: \\p{Alpha}+)*) command denied to user.*", Pattern.DOTALL);

    private static final Pattern ONE_OF =
            Pattern.compile(".*at least one of\\) the ([\\w ]+?)[, ].*privilege.*", Pattern.DOTALL);

    private Privileges() {}

    static boolean areMissing(SQLException error) {
        return MISSING.contains(error.getErrorCode());
    }

    /** To be thrown at the head of line only, where everything before the statement is committed. */
    static TargetException missing(TargetSession session, String database, SQLException error) {
        return new TargetException(
                ExitCode.STOPPED,
                "MySQL"
                        + " refuses to apply changes: "
                        + ErrorText.of(error)
                        + ". Everything before it was applied. Run as an administrator on MySQL: "
                        + grant(String.valueOf(error.getMessage()), database, account(session))
                        + "; and start again",
                ErrorText.masked(error));
    }

    static String grant(String message, String database, String account) {
        Matcher oneOf = ONE_OF.matcher(message);
        if (oneOf.matches()) {
            return "GRANT " + oneOf.group(1) + " ON *.* TO " + account;
        }
        Matcher command = COMMAND.matcher(message);
        String privilege =
                command.matches()
                        ? command.group(1).toUpperCase(Locale.ROOT)
                        : "SELECT, INSERT, UPDATE, DELETE";
        return "GRANT " + privilege + " ON `" + database.replace("`", "``") + "`.* TO " + account;
    }

    /** The account that MySQL checks, which is not always the user and host of the login. */
    private static String account(TargetSession session) {
        try (Statement statement = session.connection().createStatement();
                ResultSet row = statement.executeQuery("SELECT CURRENT_USER()")) {
            row.next();
            return quoted(row.getString(1));
        } catch (SQLException e) {
            return "the user of mysql.user";
        }
    }

    static String quoted(String account) {
        int at = account.lastIndexOf('@');
        return at < 0
                ? "'" + account + "'"
                : "'" + account.substring(0, at) + "'@'" + account.substring(at + 1) + "'";
    }
}
