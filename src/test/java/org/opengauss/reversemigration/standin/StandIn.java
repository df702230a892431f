package org.opengauss.reversemigration.standin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.testbed.FreePort;
import org.opengauss.reversemigration.testbed.PostgresDatabase;
import org.opengauss.reversemigration.testbed.PostgresServer;

/**
 * An openGauss to look at: a gateway before a PostgreSQL that speaks openGauss's protocol to openGauss's driver. Serves
 * SQL and, to START_REPLICATION, either what PostgreSQL decodes or a recorded stream. Thread-safe.
 */
public final class StandIn implements AutoCloseable {
    private static final String USER = "ogtest";
    private static final String PASSWORD = "Stand-in#1";
    private static final int ITERATIONS = 10_000;

    /** Where the PostgreSQL behind the gateway listens and who may do everything there without a password. */
    private record Behind(String host, int port, String superuser, String database) {
        static Behind of(PostgresDatabase database) {
            PostgresServer server = database.server();
            return new Behind(server.host(), server.port(), server.user(), database.name());
        }
    }

    /** What is served instead of what PostgreSQL decodes. */
    private record Recording(Lsn origin, Lsn end, FeedSource source) {}

    private interface FeedSource {
        Feed feed(Lsn from, StreamOptions options) throws IOException, ServerError;
    }

    private record User(Sha256Login login, boolean replicates) {}

    private final Behind behind;
    private final Manners manners;
    private final Optional<Recording> recording;
    private final Map<String, User> users = new ConcurrentHashMap<>();
    private final Faults faults = new Faults();
    private final SlotBook book;
    private final Shims shims;
    private volatile Duration senderTimeout = Duration.ofSeconds(30);
    private volatile ServerSocket listener;
    private volatile ServerSocket replicationListener;
    private final int port;

    private StandIn(Behind behind, Manners manners, Optional<Recording> recording)
            throws IOException {
        this.behind = behind;
        this.manners = manners;
        this.recording = recording;
        port = manners.replicationPortOnly() ? FreePort.findPair() : FreePort.find();
        book = new SlotBook();
        shims = new Shims(behind.host(), behind.port(), behind.superuser(), manners, book.file());
    }

    /** Starts a gateway that decodes live. */
    public static StandIn start(PostgresDatabase database, Manners manners) {
        return started(Behind.of(database), manners, Optional.empty());
    }

    /**
     * Starts a gateway that serves this recording (gzip of header LSN, length and payload of each frame) to
     * START_REPLICATION; SQL still goes to PostgreSQL.
     */
    public static StandIn replay(PostgresDatabase database, Manners manners, Path stream) {
        RecordedStream recorded = RecordedStream.open(stream);
        return started(
                Behind.of(database),
                manners,
                Optional.of(new Recording(recorded.origin(), recorded.end(), recorded::feed)));
    }

    /** Starts a gateway that serves this tape to START_REPLICATION; SQL still goes to PostgreSQL. */
    public static StandIn play(PostgresDatabase database, Manners manners, Tape tape) {
        return started(
                Behind.of(database),
                manners,
                Optional.of(
                        new Recording(
                                tape.origin(),
                                tape.end(),
                                (from, options) -> new TapeFeed(tape, from, options))));
    }

    private static StandIn started(Behind behind, Manners manners, Optional<Recording> recording) {
        try {
            StandIn standIn = new StandIn(behind, manners, recording);
            if (recording.isPresent()) {
                standIn.book.put("origin", recording.get().origin().toString());
                standIn.book.put("current", recording.get().end().toString());
            }
            standIn.addUser(USER, PASSWORD, true);
            standIn.shims.in(behind.database());
            standIn.restart();
            return standIn;
        } catch (IOException e) {
            throw new UncheckedIOException("the stand-in cannot start", e);
        } catch (ServerError e) {
            throw new IllegalStateException(
                    "the stand-in cannot prepare its PostgreSQL: " + e.getMessage(), e);
        }
    }

    /** Adds a user; one who replicates is a system administrator. */
    public void addUser(String name, String password, boolean replicates) {
        users.put(name, new User(new Sha256Login(password, ITERATIONS), replicates));
        String rights = replicates ? " superuser" : "";
        try (Backend backend = superuser(behind.database())) {
            if (backend.query("select 1 from pg_roles where rolname = '" + name + "'").isEmpty()) {
                backend.query("create role \"" + name + "\" login" + rights);
            }
        } catch (IOException | ServerError e) {
            throw new IllegalStateException("cannot add user " + name, e);
        }
    }

    private Backend superuser(String database) throws IOException, ServerError {
        return Backend.open(
                behind.host(),
                behind.port(),
                Map.of("user", behind.superuser(), "database", database));
    }

    public String host() {
        return "127.0.0.1";
    }

    /** The ordinary port; it stays the same over {@link #kill} and {@link #restart}. */
    public int port() {
        return port;
    }

    /** The port replication must use when {@link Manners#replicationPortOnly}: one above the ordinary. */
    public int replicationPort() {
        return manners.replicationPortOnly() ? port + 1 : port;
    }

    public String user() {
        return USER;
    }

    public String password() {
        return PASSWORD;
    }

    public String database() {
        return behind.database();
    }

    public Manners manners() {
        return manners;
    }

    /** Faults of the link to turn on. */
    public Faults faults() {
        return faults;
    }

    public String url(String database) {
        return "jdbc:opengauss://" + host() + ":" + port() + "/" + database;
    }

    /** A connection through openGauss's driver. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url(database()), USER, PASSWORD);
    }

    /** {@code logical_sender_timeout}; 30 s unless told. */
    public void setSenderTimeout(Duration timeout) {
        senderTimeout = timeout;
        book.put("sender-timeout", Long.toString(timeout.toMillis()));
    }

    /** {@code confirmed_flush} of a slot as the server has it in memory; 0/0 if nothing was confirmed since a crash. */
    public Lsn confirmed(String slot) {
        return book.confirmed(slot);
    }

    /** Dies as a crashed server does: connections reset, nothing listens, memory is lost. PostgreSQL is left alone. */
    public void kill() {
        closeQuietly(listener);
        closeQuietly(replicationListener);
        faults.resume();
        faults.reset();
        if (manners.forgetsConfirmed()) {
            book.forgetConfirmed();
        }
    }

    /** Listens again, on the same port. */
    public void restart() throws IOException {
        listener = listen(port);
        if (manners.replicationPortOnly()) {
            replicationListener = listen(port + 1);
            accept(replicationListener, true);
        }
        accept(listener, !manners.replicationPortOnly());
    }

    private static ServerSocket listen(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 200);
        return socket;
    }

    private void accept(ServerSocket door, boolean replicationToo) {
        Thread thread =
                new Thread(
                        () -> {
                            while (!door.isClosed()) {
                                serveNext(door, replicationToo);
                            }
                        },
                        "standin-door-" + door.getLocalPort());
        thread.setDaemon(true);
        thread.start();
    }

    private void serveNext(ServerSocket door, boolean replicationToo) {
        try {
            Socket socket = door.accept();
            if (faults.refusesConnections()) {
                socket.close();
                return;
            }
            Thread thread = new Thread(() -> serve(socket, replicationToo), "standin-client");
            thread.setDaemon(true);
            thread.start();
        } catch (IOException e) {
            // the door was closed: the loop ends
        }
    }

    private void serve(Socket socket, boolean replicationToo) {
        try (Wire client = new Wire(socket)) {
            faults.connected(client);
            try {
                Optional<Startup> startup = Startup.read(client);
                if (startup.isPresent()) {
                    admit(client, startup.get(), replicationToo);
                }
            } catch (ServerError e) {
                client.send('E', e.body("FATAL"));
            } finally {
                faults.disconnected(client);
            }
        } catch (IOException e) {
            // the client is gone
        }
    }

    private void admit(Wire client, Startup startup, boolean replicationToo)
            throws IOException, ServerError {
        if (startup.isReplication() && !replicationToo) {
            throw new ServerError("22023", "replication should connect HA port in thread_pool");
        }
        User user = users.get(startup.user());
        // an unknown user is challenged all the same, so that nobody learns which names exist
        Sha256Login login = user == null ? new Sha256Login("\0nobody", ITERATIONS) : user.login();
        if (!login.challenge(client, startup.minor()) || user == null) {
            throw new ServerError("28P01", "Invalid username/password,login denied.");
        }
        client.put('R', new Body().int32(0).bytes());
        if (startup.isReplication() && !user.replicates()) {
            throw new ServerError(
                    "42501",
                    "must be system admin or replication role or a member of the"
                            + " gs_role_replication role to use replication slots");
        }
        Greeting greeting = new Greeting(startup, manners);
        try (Backend backend =
                Backend.open(behind.host(), behind.port(), greeting.backendParameters())) {
            var names = shims.in(startup.database());
            greeting.send(client);
            if (startup.isReplication()) {
                new ReplicationSession(client, startup, backend, names, this).run();
            } else {
                new SqlSession(client, backend, names, dialect(startup.database()), faults).run();
            }
        }
    }

    Duration senderTimeout() {
        return senderTimeout;
    }

    SlotBook book() {
        return book;
    }

    /** Makes the slot and returns its position. */
    String createSlot(Backend sql, String name) throws IOException, ServerError {
        List<List<String>> rows =
                sql.query(
                        "select lsn from pg_catalog.pg_create_logical_replication_slot('"
                                + name.replace("'", "''")
                                + "', 'pgoutput')");
        return recording.map(stream -> stream.origin().toString()).orElse(rows.get(0).get(0));
    }

    void dropSlot(Backend sql, String name) throws IOException, ServerError {
        try {
            sql.query(
                    "select pg_catalog.pg_drop_replication_slot('"
                            + name.replace("'", "''")
                            + "')");
        } catch (ServerError e) {
            throw e.sqlState().equals("55006") ? ReplicationSession.alreadyActive(name) : e;
        }
        book.drop(name);
    }

    /** Where a slot stands that nothing was confirmed for. */
    Lsn slotPosition(SlotFacts slot) {
        return recording.map(Recording::origin).orElse(slot.confirmed());
    }

    /** The feed of one stream: every transaction whose commit starts at or after {@code from}. */
    Feed feed(String slot, String database, Lsn from, StreamOptions options)
            throws IOException, ServerError {
        if (recording.isPresent()) {
            return recording.get().source().feed(from, options);
        }
        Backend backend =
                Backend.open(
                        behind.host(),
                        behind.port(),
                        ReplicationSession.decodingSession(
                                behind.superuser(), database, options, manners));
        boolean runsAhead = !options.isSerial() && manners.keepaliveRunsAhead();
        try {
            return LiveFeed.start(
                    backend,
                    runsAhead ? Optional.of(superuser(database)) : Optional.empty(),
                    slot,
                    from,
                    Renderers.create(manners, options, catalogOf(database)),
                    !manners.forgetsConfirmed());
        } catch (IOException | ServerError e) {
            backend.close();
            if (e instanceof ServerError error && error.sqlState().equals("55006")) {
                throw ReplicationSession.alreadyActive(slot);
            }
            throw e;
        }
    }

    /** Translates a client's statements for the PostgreSQL behind. */
    OpenGaussSql dialect(String database) {
        return new OpenGaussSql(manners, new BackendTables(() -> superuser(database)));
    }

    private SourceCatalog catalogOf(String database) {
        return new BackendCatalog(() -> superuser(database));
    }

    /** Stops listening and ends every connection; slots and data stay in PostgreSQL. */
    @Override
    public void close() {
        closeQuietly(listener);
        closeQuietly(replicationListener);
        faults.resume();
        faults.end();
    }

    private static void closeQuietly(ServerSocket socket) {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            // a listener that fails to close listens no more
        }
    }
}
