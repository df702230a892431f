package org.opengauss.reversemigration.source;

import static org.opengauss.reversemigration.model.ExitCode.FENCED;
import static org.opengauss.reversemigration.model.ExitCode.STOPPED;
import static org.opengauss.reversemigration.model.ExitCode.TRANSIENT;
import static org.opengauss.reversemigration.model.ExitCode.USAGE;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.opengauss.reversemigration.model.ExitCode;

/**
 * What openGauss's refusals mean, by SQLSTATE and text: the exit code, and what to do.
 *
 * @param state an SQLSTATE; ending in a star, a class of them
 * @param text part of the message; null = any
 */
record ErrorRule(String state, Pattern text, ExitCode exit, String advice) {
    private static final String RESYNCHRONISE =
            "changes since the slot's position are lost to it: create a new slot and synchronise the"
                    + " tables again";
    static final String RECONNECT = "reconnecting may help";

    private static final List<ErrorRule> RULES =
            List.of(
                    rule(
                            "22023",
                            "should connect HA port",
                            USAGE,
                            "with enable_thread_pool=on replication goes to the HA port, one above the"
                                    + " ordinary port; let it through, or name it in og_conn.port"),
                    rule("28P01", null, USAGE, "check og_conn.user and og_conn.password"),
                    rule(
                            "28*",
                            "Forbid remote connection with initial user",
                            USAGE,
                            "the initial user may not log in from another host: name another user in"
                                    + " og_conn.user (CREATE USER ... REPLICATION)"),
                    rule(
                            "28*",
                            "no pg_hba.conf entry for replication",
                            STOPPED,
                            "add a line to pg_hba.conf whose database field is the word replication"
                                    + " (\"all\" does not cover it) for this user and host, and reload"),
                    rule(
                            "28*",
                            "pg_hba",
                            STOPPED,
                            "add a line for this database, user and host to pg_hba.conf and reload"),
                    rule("28*", null, USAGE, "check og_conn.user and og_conn.password"),
                    rule("3D000", null, USAGE, "check og_conn.database"),
                    rule(
                            "22023",
                            "option .* is unknown|could not parse value|power of two",
                            USAGE,
                            "this server does not take that option of the slot section"),
                    rule(
                            "42704",
                            "replication slot .* does not exist",
                            STOPPED,
                            "check slot.name; make the slot with \"create\" (a new slot starts now:"
                                    + " changes made before it need the tables synchronised again)"),
                    rule(
                            "DB010",
                            "Invalid logical replication slot",
                            STOPPED,
                            "check slot.name; make the slot with \"create\" (a new slot starts now:"
                                    + " changes made before it need the tables synchronised again)"),
                    rule(
                            "55000",
                            "was not created in this database",
                            USAGE,
                            "set og_conn.database to the slot's database, or slot.name to a slot of this"
                                    + " one"),
                    rule(
                            "55000",
                            "wal_level",
                            STOPPED,
                            "set wal_level = logical on the server and restart it"),
                    rule(
                            "55006",
                            null,
                            FENCED,
                            "another process reads it, or a dead one's time-out"
                                    + " (logical_sender_timeout) is still running; stop that process, or"
                                    + " set slot.name to another slot"),
                    rule(
                            "*",
                            "Wait for worker ready failed",
                            FENCED,
                            "another process may still read the slot; stop it, or set slot.name to"
                                    + " another slot"),
                    rule(
                            "42710",
                            null,
                            STOPPED,
                            "choose another slot.name, or drop that slot first"),
                    rule(
                            "53400",
                            "replication slots are in use",
                            STOPPED,
                            "drop a slot that nobody reads (select slot_name, active from"
                                    + " pg_replication_slots), or raise max_replication_slots"),
                    rule(
                            "53300",
                            null,
                            TRANSIENT,
                            "wait for a connection to end, or raise max_wal_senders or max_connections"),
                    rule(
                            "42501",
                            null,
                            STOPPED,
                            "the user needs the REPLICATION right or membership of gs_role_replication"
                                    + " (ALTER USER ... REPLICATION), and SELECT on the system catalog"),
                    rule("58P01", "has already been removed", STOPPED, RESYNCHRONISE),
                    rule(
                            "58P01",
                            null,
                            STOPPED,
                            "the output plugin mppdb_decoding is missing on the server; it belongs to"
                                    + " every openGauss installation (lib/postgresql)"),
                    rule(
                            "LL001",
                            null,
                            TRANSIENT,
                            "if it repeats at the same position, WAL is damaged or missing there: "
                                    + RESYNCHRONISE),
                    rule(
                            "0A000",
                            "parallel decode toast chunk missing",
                            STOPPED,
                            "set slot.parallel-decode-num to 1 (serial decoding)"),
                    rule("0A000", "[Ss]tandby", STOPPED, "connect to the primary"),
                    rule(
                            "*",
                            "closed because of role is primary",
                            STOPPED,
                            "slot.standby-connection is true and this server is the primary now: name a"
                                    + " standby in og_conn.host, or set it to false"),
                    rule(
                            "*",
                            "create logical decode dispatcher",
                            TRANSIENT,
                            "20 parallel streams are the server's limit; end one, or set"
                                    + " slot.parallel-decode-num to 1"),
                    rule(
                            "42601",
                            "replication command",
                            STOPPED,
                            "check slot.name and slot.white-table-list for characters other than letters,"
                                    + " digits and underscores"),
                    rule(
                            "42883",
                            "replication_slot|xlog_location",
                            STOPPED,
                            "this does not look like openGauss 3.0 or later"),
                    rule(
                            "42*",
                            null,
                            STOPPED,
                            "this server does not answer like openGauss 3.0 or later"),
                    rule(
                            "54000",
                            null,
                            STOPPED,
                            "a row is larger than the server can decode; advance the slot past it and"
                                    + " synchronise its table"),
                    rule(
                            "XX000",
                            "invalid memory alloc request",
                            STOPPED,
                            "a row is larger than the server can decode; advance the slot past it and"
                                    + " synchronise its table"),
                    rule(
                            "57014",
                            null,
                            TRANSIENT,
                            "end the transactions it waits for, or allow more time"),
                    rule("25006", null, TRANSIENT, RECONNECT),
                    rule("57P*", null, TRANSIENT, RECONNECT),
                    rule("53*", null, TRANSIENT, RECONNECT),
                    rule("40*", null, TRANSIENT, RECONNECT),
                    rule("08*", null, TRANSIENT, RECONNECT));

    /** The first rule that fits decides. */
    static Optional<ErrorRule> of(String sqlState, String message) {
        return RULES.stream().filter(rule -> rule.fits(sqlState, message)).findFirst();
    }

    private boolean fits(String sqlState, String message) {
        boolean stateFits =
                state.endsWith("*")
                        ? sqlState.startsWith(state.substring(0, state.length() - 1))
                        : sqlState.equals(state);
        return stateFits && (text == null || text.matcher(message).find());
    }

    private static ErrorRule rule(String state, String text, ExitCode exit, String advice) {
        return new ErrorRule(
                state,
                text == null ? null : Pattern.compile(text, Pattern.CASE_INSENSITIVE),
                exit,
                advice);
    }
}
