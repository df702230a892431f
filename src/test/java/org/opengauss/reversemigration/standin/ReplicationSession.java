package org.opengauss.reversemigration.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.standin.ReplicationCommand.Create;
import org.opengauss.reversemigration.standin.ReplicationCommand.Drop;
import org.opengauss.reversemigration.standin.ReplicationCommand.Identify;
import org.opengauss.reversemigration.standin.ReplicationCommand.Sql;
import org.opengauss.reversemigration.standin.ReplicationCommand.Start;

/**
 * A connection with {@code replication=database}: simple queries only, replication commands or SQL. Every error is FATAL
 * and ends the connection.
 */
final class ReplicationSession {
    private final Wire client;
    private final Startup startup;
    private final Backend sql;
    private final Set<String> shims;
    private final StandIn server;

    ReplicationSession(
            Wire client, Startup startup, Backend sql, Set<String> shims, StandIn server) {
        this.client = client;
        this.startup = startup;
        this.sql = sql;
        this.shims = shims;
        this.server = server;
    }

    /** Answers commands until the client ends or an error ends it. */
    void run() throws IOException {
        try {
            while (true) {
                Wire.Message message = client.read();
                if (message.type() == 'X') {
                    return;
                }
                if (message.type() != 'Q') {
                    throw new ServerError(
                            "08P01", "invalid standby query string: only simple queries are taken");
                }
                String text = new String(message.body(), 0, message.body().length - 1, UTF_8);
                if (answer(ReplicationCommand.parse(text))) {
                    return;
                }
            }
        } catch (ServerError e) {
            StreamSession.refuse(client, e);
        } finally {
            sql.close();
        }
    }

    /** Answers one command; true if it was a stream and the connection is over. */
    private boolean answer(ReplicationCommand command) throws IOException, ServerError {
        if (command instanceof Start start) {
            stream(start);
            return true;
        }
        if (command instanceof Identify) {
            identify();
        } else if (command instanceof Create create) {
            create(create);
        } else if (command instanceof Drop drop) {
            drop(drop);
        } else if (command instanceof Sql statement) {
            pass(statement.text());
        }
        return false;
    }

    private void identify() throws IOException, ServerError {
        List<String> row =
                sql.query(
                                "select system_identifier, 1,"
                                        + " coalesce(standin.fact('current'),"
                                        + " pg_catalog.pg_current_wal_lsn()::text), current_database()"
                                        + " from pg_catalog.pg_control_system()")
                        .get(0);
        reply(List.of("systemid", "timeline", "xlogpos", "dbname"), row, "IDENTIFY_SYSTEM");
    }

    private void create(Create create) throws IOException, ServerError {
        if (!create.plugin().equals("mppdb_decoding")) {
            throw new ServerError(
                    "58P01",
                    "could not access file \"%s\": No such file or directory"
                            .formatted(create.plugin()));
        }
        String position = server.createSlot(sql, create.slot());
        reply(
                List.of("slot_name", "consistent_point", "snapshot_name", "output_plugin"),
                List.of(create.slot(), position, "00000001-1", "mppdb_decoding"),
                "CREATE_REPLICATION_SLOT");
    }

    private void drop(Drop drop) throws IOException, ServerError {
        server.dropSlot(sql, drop.slot());
        client.put('C', new Body().text("DROP_REPLICATION_SLOT").bytes());
        client.send('Z', new byte[] {'I'});
    }

    private void reply(List<String> names, List<String> row, String tag) throws IOException {
        client.put('T', Body.rowDescription(names));
        client.put('D', Body.dataRow(row));
        client.put('C', new Body().text(tag).bytes());
        client.send('Z', new byte[] {'I'});
    }

    private void pass(String text) throws IOException, ServerError {
        sql.wire().send('Q', new Body().text(SqlSession.rewrite(text, shims)).bytes());
        while (true) {
            Wire.Message message = sql.wire().read();
            if (message.type() == 'E') {
                throw Backend.error(message.body());
            }
            client.put(message.type(), message.body());
            if (message.type() == 'Z') {
                client.flush();
                return;
            }
        }
    }

    /**
     * Serial looks at the slot, opens the copy and only then hands the options to the plugin; parallel looks at the
     * options before anything else.
     */
    private void stream(Start start) throws IOException, ServerError {
        OptionReader reader = new OptionReader(start.options(), startup, server.senderTimeout());
        if (reader.isSerial()) {
            SlotFacts slot = SlotFacts.find(sql, start.slot()).orElseThrow(() -> missing(start));
            take(
                    start,
                    slot,
                    () -> {
                        openCopy();
                        requireDatabase(slot);
                        return inStartup(reader, start);
                    });
        } else {
            StreamOptions options = reader.read();
            SlotFacts slot =
                    SlotFacts.find(sql, start.slot())
                            .orElseThrow(
                                    () ->
                                            new ServerError(
                                                    "DB010",
                                                    "Invalid logical replication slot %s."
                                                            .formatted(start.slot())));
            requireDatabase(slot);
            take(
                    start,
                    slot,
                    () -> {
                        openCopy();
                        return options;
                    });
        }
    }

    /** What happens between taking the slot and the first frame. */
    private interface Opening {
        StreamOptions open() throws IOException, ServerError;
    }

    private void take(Start start, SlotFacts slot, Opening opening)
            throws IOException, ServerError {
        SlotBook book = server.book();
        if (!book.acquire(slot, !server.manners().forgetsConfirmed())) {
            throw alreadyActive(start.slot());
        }
        try {
            StreamOptions options = opening.open();
            Lsn confirmed = Lsn.max(server.slotPosition(slot), book.confirmed(start.slot()));
            Lsn from = Lsn.max(confirmed, start.from());
            try (Feed feed = server.feed(start.slot(), startup.database(), from, options)) {
                new StreamSession(client, options, feed, server.faults(), book, start.slot())
                        .run(confirmed);
            }
        } finally {
            book.release(start.slot());
        }
    }

    static ServerError alreadyActive(String slot) {
        return new ServerError("55006", "replication slot \"" + slot + "\" is already active");
    }

    private static ServerError missing(Start start) {
        return new ServerError("42704", "replication slot \"" + start.slot() + "\" does not exist");
    }

    private void requireDatabase(SlotFacts slot) throws ServerError {
        if (!slot.database().equals(startup.database())) {
            throw new ServerError(
                    "55000",
                    "replication slot \"" + slot.name() + "\" was not created in this database");
        }
    }

    private static StreamOptions inStartup(OptionReader reader, Start start) throws ServerError {
        try {
            return reader.read();
        } catch (ServerError e) {
            throw e.withWhere(
                    "slot \"%s\", output plugin \"mppdb_decoding\", in the startup callback"
                            .formatted(start.slot()));
        }
    }

    private void openCopy() throws IOException {
        client.send('W', new byte[] {0, 0, 0});
    }

    /** Start-up parameters of a session on PostgreSQL that decodes for such a stream. */
    static Map<String, String> decodingSession(
            String user, String database, StreamOptions options, Manners manners) {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("user", user);
        parameters.put("database", database);
        parameters.put("replication", "database");
        parameters.put("client_encoding", "UTF8");
        parameters.put("DateStyle", "ISO");
        parameters.put("IntervalStyle", "postgres");
        parameters.put("extra_float_digits", "3");
        parameters.put("bytea_output", "hex");
        parameters.put("wal_sender_timeout", "0");
        parameters.put("application_name", options.applicationName());
        parameters.put(
                "TimeZone",
                (options.isSerial() ? options.clientZone() : manners.databaseZone()).getId());
        return parameters;
    }
}
