package org.opengauss.reversemigration.source;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.opengauss.reversemigration.model.ExitCode;
import org.opengauss.reversemigration.model.Lsn;

/** Finds, makes and drops logical slots of {@code mppdb_decoding} by SQL. Used by one thread at a time. */
public final class Slots {
    static final String PLUGIN = "mppdb_decoding";

    /** What the driver can write unquoted into START_REPLICATION, where unquoted names are folded to lower case. */
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    private record Reader(long pid, String application, String address) {
        String describe() {
            return "by pid "
                    + pid
                    + " ("
                    + (application.isEmpty() ? "no application name" : application)
                    + (address.isEmpty() ? "" : " from " + address)
                    + ")";
        }
    }

    private record Found(
            String name,
            String plugin,
            String database,
            boolean active,
            Lsn restartLsn,
            Lsn confirmedFlush) {}

    private final SourceSession session;

    public Slots(SourceSession session) {
        this.session = requireNonNull(session, "session is null");
    }

    /** @throws SourceException for a name that cannot be given to START_REPLICATION */
    static String checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new SourceException(
                    ExitCode.USAGE,
                    "slot.name: cannot use \""
                            + name
                            + "\": expected lower-case letters, digits and underscores, not beginning with a"
                            + " digit, at most 63",
                    null);
        }
        return name;
    }

    /** The slot as it is, whatever its plugin and database. */
    public Optional<SlotState> find(String name) {
        return session
                .query(
                        "look for slot \"" + name + "\"",
                        "SELECT slot_name, plugin, database, active, restart_lsn, confirmed_flush"
                                + " FROM pg_replication_slots WHERE slot_name = '"
                                + checkName(name)
                                + "'",
                        row ->
                                new Found(
                                        row.getString(1),
                                        orEmpty(row.getString(2)),
                                        orEmpty(row.getString(3)),
                                        row.getBoolean(4),
                                        lsn(row.getString(5)),
                                        lsn(row.getString(6))))
                .stream()
                .findFirst()
                .map(this::withReader);
    }

    /**
     * The slot, which must be there and be ours: of our plugin and of the session's database.
     *
     * @throws SourceException that says what is wrong with it
     */
    public SlotState require(String name) {
        return find(name)
                .map(this::ours)
                .orElseThrow(
                        () ->
                                new SourceException(
                                        ExitCode.STOPPED,
                                        "slot \""
                                                + name
                                                + "\" does not exist on openGauss "
                                                + where()
                                                + "; check slot.name, or make it with \"create\" (a new slot"
                                                + " starts now: changes made before it need the tables"
                                                + " synchronised again)",
                                        null));
    }

    /** As {@link #create(String, Consumer, Duration)}, waiting as long as it takes. */
    public Lsn create(String name, Consumer<String> progress) {
        return create(name, progress, Duration.ZERO);
    }

    /**
     * Makes the slot and returns its position: transactions that commit from there on will be streamed. Where it exists
     * already, and is ours, nothing is made and its {@code confirmed_flush} is returned; {@link #find} tells the two apart.
     *
     * <p>The server first waits for every transaction open at that moment, in any database, prepared ones included. While
     * it waits, {@code progress} gets a sentence every few seconds naming them.
     *
     * @param timeout after which the server gives up and leaves nothing behind; zero = never
     */
    public Lsn create(String name, Consumer<String> progress, Duration timeout) {
        Optional<SlotState> existing = find(name);
        if (existing.isPresent()) {
            return ours(existing.get()).confirmedFlush();
        }
        return new SlotCreation(session, name, progress, timeout).run();
    }

    /**
     * Drops the slot, and with it the server's duty to keep WAL for it.
     *
     * @return whether there was one
     * @throws SourceException ({@link ExitCode#FENCED}) while something reads it
     */
    public boolean drop(String name) {
        Optional<SlotState> found = find(name);
        if (found.isEmpty()) {
            return false;
        }
        SlotState slot = ours(found.get());
        requireInactive(slot);
        session.query(
                "drop slot \"" + name + "\"",
                "SELECT pg_drop_replication_slot('" + name + "')",
                row -> name);
        return true;
    }

    /** @throws SourceException ({@link ExitCode#FENCED}) saying who reads the slot, if somebody does */
    public void requireInactive(SlotState slot) {
        if (slot.active()) {
            throw new SourceException(ExitCode.FENCED, inUse(slot), null);
        }
    }

    private String inUse(SlotState slot) {
        String reader =
                readers().stream()
                        .filter(r -> slot.activePid().equals(OptionalLong.of(r.pid())))
                        .map(Reader::describe)
                        .findFirst()
                        .orElse("by a process that cannot be told from pg_stat_replication");
        return "slot \""
                + slot.name()
                + "\" on openGauss "
                + where()
                + " is in use "
                + reader
                + "; stop that process first (a process that died keeps it until"
                + " logical_sender_timeout has passed)";
    }

    private SlotState ours(SlotState slot) {
        if (!slot.plugin().equals(PLUGIN)) {
            throw new SourceException(
                    ExitCode.USAGE,
                    "slot \""
                            + slot.name()
                            + "\" on openGauss "
                            + where()
                            + (slot.plugin().isEmpty()
                                    ? " is a physical slot"
                                    : " has the plugin " + slot.plugin())
                            + ", not a logical slot of "
                            + PLUGIN
                            + "; set slot.name to another name",
                    null);
        }
        String database = session.source().database();
        if (!slot.database().equals(database)) {
            throw new SourceException(
                    ExitCode.USAGE,
                    "slot \""
                            + slot.name()
                            + "\" on openGauss "
                            + where()
                            + " belongs to database \""
                            + slot.database()
                            + "\"; set og_conn.database to it, or slot.name to another name",
                    null);
        }
        return slot;
    }

    private SlotState withReader(Found found) {
        return new SlotState(
                found.name(),
                found.plugin(),
                found.database(),
                found.active(),
                found.active() ? readerOf(found.name()) : OptionalLong.empty(),
                found.restartLsn(),
                found.confirmedFlush());
    }

    /**
     * openGauss names no process beside a slot. Our own streams carry the slot in their application name; else a single
     * sender that serves no standby must be the one.
     */
    private OptionalLong readerOf(String slot) {
        List<Reader> readers = readers();
        String ours = SlotStream.applicationName(slot);
        for (Reader reader : readers) {
            if (reader.application().equals(ours)) {
                return OptionalLong.of(reader.pid());
            }
        }
        List<Reader> candidates =
                readers.stream()
                        .filter(reader -> !reader.application().startsWith("WalSender"))
                        .filter(reader -> !reader.application().startsWith(SlotStream.NAME_PREFIX))
                        .toList();
        return candidates.size() == 1
                ? OptionalLong.of(candidates.get(0).pid())
                : OptionalLong.empty();
    }

    private List<Reader> readers() {
        return session.query(
                "look for the readers of slots",
                "SELECT pid, application_name, client_addr::text FROM pg_stat_replication",
                row ->
                        new Reader(
                                row.getLong(1),
                                orEmpty(row.getString(2)),
                                orEmpty(row.getString(3))));
    }

    private String where() {
        return SourceErrors.address(session.source(), session.source().port());
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    private static Lsn lsn(String text) {
        return text == null || text.isBlank() ? Lsn.ZERO : Lsn.parse(text);
    }
}
