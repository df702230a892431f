package org.opengauss.reversemigration.source;

import static org.opengauss.reversemigration.model.ExitCode.STOPPED;
import static org.opengauss.reversemigration.model.ExitCode.TRANSIENT;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.opengauss.reversemigration.config.SourceConfig;
import org.opengauss.reversemigration.model.ExitCode;
import org.opengauss.util.PSQLException;
import org.opengauss.util.ServerErrorMessage;

/** Turns what the driver throws into one sentence: what was tried, where, what came back, what to do. */
final class SourceErrors {
    private record LinkRule(Class<? extends Throwable> type, ExitCode exit, String advice) {}

    private static final List<LinkRule> LINK_RULES =
            List.of(
                    new LinkRule(
                            UnknownHostException.class,
                            TRANSIENT,
                            "the host name does not resolve; check og_conn.host"),
                    new LinkRule(
                            NoRouteToHostException.class,
                            TRANSIENT,
                            "check og_conn.host, the network and the firewall"),
                    new LinkRule(
                            ConnectException.class,
                            TRANSIENT,
                            "check that the server runs and that og_conn.host and og_conn.port are its"
                                    + " address"),
                    new LinkRule(
                            SocketTimeoutException.class,
                            TRANSIENT,
                            "the server did not answer in time; check og_conn.host, og_conn.port and the"
                                    + " firewall"),
                    new LinkRule(
                            SSLException.class,
                            STOPPED,
                            "check the sslmode and certificates in og_conn.properties"),
                    new LinkRule(IOException.class, TRANSIENT, ErrorRule.RECONNECT));

    private SourceErrors() {}

    static boolean wantsHaPort(SQLException e) {
        return String.valueOf(e.getMessage()).contains("should connect HA port");
    }

    /**
     * @param attempt completes "cannot ..."
     * @param port the one that was tried
     */
    static SourceException of(String attempt, SourceConfig source, int port, SQLException e) {
        return explain(attempt, source, port, e, "");
    }

    /** @param context a sentence that helps, or nothing */
    static SourceException explain(
            String attempt, SourceConfig source, int port, SQLException e, String context) {
        String state = Optional.ofNullable(e.getSQLState()).orElse("");
        String cameBack = cameBack(e);
        ExitCode exit = STOPPED;
        String advice = "see the server's log";
        Optional<ErrorRule> rule = ErrorRule.of(state, cameBack);
        Optional<LinkRule> link =
                isLinkState(state)
                        ? LINK_RULES.stream().filter(r -> hasCause(e, r.type())).findFirst()
                        : Optional.empty();
        if (link.isPresent()) {
            exit = link.get().exit();
            advice = link.get().advice();
        } else if (rule.isPresent()) {
            exit = rule.get().exit();
            advice = rule.get().advice();
        }
        String message =
                "cannot "
                        + attempt
                        + (attempt.equals("connect") ? " to" : " on")
                        + " openGauss "
                        + address(source, port)
                        + ": "
                        + cameBack
                        + (state.isEmpty() ? "" : " (SQLSTATE " + state + ")")
                        + "; "
                        + (context.isEmpty() ? "" : context + "; ")
                        + advice;
        return new SourceException(exit, message, e);
    }

    static String address(SourceConfig source, int port) {
        return source.host() + ":" + port + "/" + source.database() + " as " + source.user();
    }

    private static boolean isLinkState(String state) {
        return state.isEmpty() || state.startsWith("08") || state.equals("99999");
    }

    /** The server's own words where it said any; the driver adds addresses and query text that only distract. */
    private static String cameBack(SQLException e) {
        if (e instanceof PSQLException) {
            ServerErrorMessage server = ((PSQLException) e).getServerErrorMessage();
            if (server != null && server.getMessage() != null) {
                String detail = server.getDetail();
                boolean hasDetail = detail != null && !detail.isBlank() && !detail.equals("N/A");
                return oneLine(server.getMessage() + (hasDetail ? " - " + detail : ""));
            }
        }
        StringBuilder text = new StringBuilder(oneLine(String.valueOf(e.getMessage())));
        Throwable cause = e.getCause();
        if (cause != null && cause.getMessage() != null && text.indexOf(cause.getMessage()) < 0) {
            text.append(" (").append(oneLine(cause.getMessage())).append(')');
        }
        return text.toString();
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    private static boolean hasCause(Throwable e, Class<? extends Throwable> type) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
