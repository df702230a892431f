package org.opengauss.reversemigration.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opengauss.reversemigration.standin.Manners.Version;
import org.opengauss.reversemigration.standin.PgMessage.Tuple;

/**
 * Renders pgoutput as mppdb_decoding. Every table has REPLICA IDENTITY FULL in PostgreSQL, so each old row is whole; it
 * is cut to what the declared identity would send. One stream, one thread.
 *
 * <p>Messages emitted by the shims: {@code ddl} the transaction wrote the catalog; {@code replace} the next DELETE and
 * INSERT are a REPLACE of a present key; {@code race} the next UPDATE is an upsert that lost its race.
 */
final class PgOutputRenderer implements MessageRenderer {
    private static final String OWN_SCHEMA = "standin";

    private final StreamOptions options;
    private final SourceCatalog catalog;
    private final ValueText values;
    private final MessageForm form;
    private final Outlet outlet;
    private final WhiteList whiteList;

    /** Serial from 6.0 on: TRUNCATE, and rows behind a write of the catalog, are sent. */
    private final boolean complete;

    private final boolean showsLostUpserts;
    private final Map<Integer, PgMessage.Relation> relations = new HashMap<>();
    private final Map<Integer, ShownTable> tables = new HashMap<>();
    private OpenTransaction open;
    private String expected = "";
    private Optional<RowImage> heldDelete = Optional.empty();

    PgOutputRenderer(Manners manners, StreamOptions options, SourceCatalog catalog) {
        this.options = options;
        this.catalog = catalog;
        values = new ValueText(manners, options);
        form =
                options.style() == StreamOptions.Style.BINARY
                        ? new BinaryForm(manners, options)
                        : new TextForm(manners, options);
        outlet = new Outlet(options);
        whiteList = new WhiteList(options.whiteList());
        complete = options.isSerial() && manners.version().atLeast(Version.V6_0);
        showsLostUpserts = !options.isSerial() && manners.lostUpserts();
    }

    @Override
    public void accept(long walStart, byte[] pgoutputMessage, FrameSink sink) {
        PgMessage message = PgOutputReader.read(pgoutputMessage);
        if (message instanceof PgMessage.Row row) {
            row(walStart, row, sink);
        } else if (message instanceof PgMessage.Begin begin) {
            open = new OpenTransaction(walStart, begin);
        } else if (message instanceof PgMessage.Commit commit) {
            commit(commit, sink);
        } else if (message instanceof PgMessage.Relation relation) {
            relations.put(relation.oid(), relation);
            tables.remove(relation.oid());
        } else if (message instanceof PgMessage.Truncate truncate) {
            truncate(walStart, truncate, sink);
        } else if (message instanceof PgMessage.Emitted emitted) {
            emitted(emitted);
        } else if (message instanceof PgMessage.Origin) {
            open.foreign = options.onlyLocal();
        }
    }

    @Override
    public void tick(long nowNanos, FrameSink sink) {
        outlet.tick(nowNanos, sink);
    }

    private void emitted(PgMessage.Emitted message) {
        if (message.prefix().equals("ddl")) {
            open.silenced |= !complete;
            // PostgreSQL does not repeat a relation whose identity was declared anew but is FULL to
            // it as before
            tables.clear();
        } else {
            expected = message.prefix();
        }
    }

    private void row(long lsn, PgMessage.Row row, FrameSink sink) {
        ShownTable table = table(row.relation(), lsn);
        if (table.schema().equals(OWN_SCHEMA) || open.silenced || open.foreign) {
            return;
        }
        if (!whiteList.covers(table.schema(), table.name())) {
            // serial writes BEGIN before it looks at the list
            if (options.isSerial()) {
                announce(open.firstLsn, sink);
            }
            return;
        }
        RowImage image = image(table, row);
        if (expected.equals("replace") && showsLostUpserts) {
            replaced(lsn, image, sink);
        } else {
            if (expected.equals("race") && showsLostUpserts && image.operation() == 'U') {
                send(lsn, image.asInsert(), sink);
                send(lsn, image.asBareDelete(), sink);
            }
            expected = "";
            send(lsn, image, sink);
        }
    }

    private ShownTable table(int oid, long lsn) {
        return tables.computeIfAbsent(oid, key -> catalog.table(relations.get(key), lsn));
    }

    /** A REPLACE inserts first, finds the key, takes the insert back and only then deletes the old row. */
    private void replaced(long lsn, RowImage image, FrameSink sink) {
        if (image.operation() == 'D' && heldDelete.isEmpty()) {
            heldDelete = Optional.of(image);
            return;
        }
        expected = "";
        if (image.operation() == 'I' && heldDelete.isPresent()) {
            send(lsn, image, sink);
            send(lsn, image.asBareDelete(), sink);
        }
        releaseHeld(lsn, sink);
        send(lsn, image, sink);
    }

    private void releaseHeld(long lsn, FrameSink sink) {
        heldDelete.ifPresent(image -> send(lsn, image, sink));
        heldDelete = Optional.empty();
    }

    private void send(long lsn, RowImage image, FrameSink sink) {
        announce(open.firstLsn, sink);
        outlet.row(lsn, open, form.row(image), sink);
    }

    private RowImage image(ShownTable table, PgMessage.Row row) {
        Optional<Tuple> newRow = row.newRow();
        if (newRow.isPresent() && row.oldRow().isPresent()) {
            newRow = Optional.of(newRow.get().filledFrom(row.oldRow().get()));
        }
        return new RowImage(
                row.operation(),
                table,
                newRow.map(tuple -> cells(table, tuple, true)).orElse(List.of()),
                row.oldRow().map(tuple -> cells(table, tuple, false)).orElse(List.of()));
    }

    private List<RowImage.Cell> cells(ShownTable table, Tuple tuple, boolean whole) {
        List<RowImage.Cell> cells = new ArrayList<>();
        for (int i = 0; i < tuple.values().length; i++) {
            ShownTable.Column column = table.columns().get(i);
            if (whole || column.inOldRow()) {
                cells.add(new RowImage.Cell(column, values.plain(column, tuple.values()[i])));
            }
        }
        return cells;
    }

    private void truncate(long lsn, PgMessage.Truncate truncate, FrameSink sink) {
        if (!complete) {
            open.silenced = true;
            return;
        }
        StringBuilder text = new StringBuilder("table ");
        for (int oid : truncate.relations()) {
            ShownTable table = table(oid, lsn);
            text.append(text.length() > 6 ? ", " : "");
            text.append(Identifiers.quoted(table.schema())).append('.');
            text.append(Identifiers.quoted(table.name()));
        }
        text.append(": TRUNCATE:");
        text.append(truncate.restartsSequences() ? " restart_seqs" : "");
        text.append(truncate.cascade() ? " cascade" : "");
        text.append(truncate.cascade() || truncate.restartsSequences() ? "" : " (no-flags)");
        announce(open.firstLsn, sink);
        outlet.row(lsn, open, text.toString().getBytes(UTF_8), sink);
    }

    private void announce(long firstLsn, FrameSink sink) {
        if (!open.announced) {
            open.announced = true;
            outlet.begin(firstLsn, open, form.begin(open, firstLsn), sink);
        }
    }

    private void commit(PgMessage.Commit commit, FrameSink sink) {
        releaseHeld(commit.commitStart(), sink);
        expected = "";
        boolean hidden =
                options.isSerial() && open.foreign || !open.announced && options.skipEmptyXacts();
        if (!hidden) {
            announce(options.isSerial() ? open.firstLsn : open.commitStart, sink);
            outlet.commit(commit.commitEnd(), open, form.commit(open), sink);
        }
        open = null;
    }
}
