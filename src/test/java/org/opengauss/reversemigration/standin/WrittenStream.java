package org.opengauss.reversemigration.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.opengauss.reversemigration.model.Frame;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.standin.StreamOptions.Style;

/**
 * Writes transactions that no server ever saw as a 6.0 server would send them, for {@link StandIn#replay}. Positions are
 * made up, in WAL's order. One thread.
 */
public final class WrittenStream {
    /** How the stream is asked for. */
    public enum Mode {
        SERIAL(1, Style.JSON, false),
        PARALLEL_JSON(4, Style.JSON, false),
        PARALLEL_BINARY(4, Style.BINARY, false),
        PARALLEL_BINARY_BATCHED(4, Style.BINARY, true);

        private final int decoders;
        private final Style style;
        private final boolean batched;

        Mode(int decoders, Style style, boolean batched) {
            this.decoders = decoders;
            this.style = style;
            this.batched = batched;
        }

        /** Whether TRUNCATE is in the stream. */
        public boolean carriesTruncate() {
            return decoders == 1;
        }

        /** Whether an insert that lost a race is in the stream, with the DELETE that takes it back. */
        public boolean showsLostInserts() {
            return decoders > 1;
        }

        /** The keys of {@code slot} that ask for it. */
        public String keys() {
            return decoders == 1
                    ? "slot: {stream: complete}"
                    : "slot: {parallel-decode-num: %d, decode-style: %s, sending-batch: %d}"
                            .formatted(decoders, style == Style.JSON ? "j" : "b", batched ? 1 : 0);
        }
    }

    /** A column as the server shows it; {@code inOldRow}: the replica identity has it. */
    public record Column(String name, String typeName, int typeOid, boolean inOldRow) {
        private ShownTable.Column shown() {
            ShownType.Kind kind = ShownType.kindOf(typeOid);
            return new ShownTable.Column(
                    name, new ShownType(typeName, typeOid, kind), -1, inOldRow);
        }
    }

    /** A table of schema public. */
    public static final class Table {
        private final ShownTable shown;

        public Table(String name, List<Column> columns) {
            shown = new ShownTable("public", name, columns.stream().map(Column::shown).toList());
        }
    }

    /** Where a transaction's commit record begins and ends. */
    public record Committed(Lsn start, Lsn end) {}

    private static final long FIRST_LSN = 0x29B_7000L;
    private static final long FIRST_XID = 15_000;

    private final Mode mode;
    private final MessageForm form;
    private final Outlet outlet;
    private final List<Frame> frames = new ArrayList<>();
    private long lsn = FIRST_LSN;
    private long xid = FIRST_XID;
    private List<byte[]> messages = new ArrayList<>();

    /** @param batchBytes size of a batch, where there are batches */
    public WrittenStream(Mode mode, int batchBytes) {
        this.mode = mode;
        StreamOptions options =
                new StreamOptions(
                        mode.decoders,
                        mode.style,
                        mode.batched,
                        true,
                        true,
                        false,
                        true,
                        false,
                        List.of(),
                        Duration.ZERO,
                        ZoneId.of("UTC"),
                        "");
        form =
                mode.style == Style.BINARY
                        ? new BinaryForm(Manners.A_6_0, options)
                        : new TextForm(Manners.A_6_0, options);
        outlet = new Outlet(options, batchBytes);
    }

    /** Values as the server prints them, Java null for NULL; an image that is not there is empty. */
    public void row(char operation, Table table, List<String> newRow, List<String> oldRow) {
        messages.add(
                form.row(
                        new RowImage(
                                operation,
                                table.shown,
                                cells(table.shown, newRow, true),
                                cells(table.shown, oldRow, false))));
    }

    private static List<RowImage.Cell> cells(ShownTable table, List<String> values, boolean whole) {
        List<RowImage.Cell> cells = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            ShownTable.Column column = table.columns().get(i);
            if (whole || column.inOldRow()) {
                cells.add(new RowImage.Cell(column, values.get(i)));
            }
        }
        return cells;
    }

    /** TRUNCATE of these tables in one statement. */
    public void truncate(List<String> tables) {
        if (!mode.carriesTruncate()) {
            throw new IllegalStateException(mode + " does not carry TRUNCATE");
        }
        StringBuilder text = new StringBuilder("table ");
        for (String table : tables) {
            text.append(text.length() > 6 ? ", " : "").append("public.").append(table);
        }
        text.append(tables.size() > 1 ? ": TRUNCATE: cascade" : ": TRUNCATE: (no-flags)");
        messages.add(text.toString().getBytes(UTF_8));
    }

    /** Ends the transaction; without rows it is a pair. */
    public Committed commit() {
        long first = lsn;
        long commitStart = first + 64L * messages.size() + 8;
        OpenTransaction open =
                new OpenTransaction(
                        first, new PgMessage.Begin(commitStart, 840_000_000_000_000L + xid, xid));
        xid++;
        outlet.begin(
                messages.isEmpty() ? commitStart : first,
                open,
                form.begin(open, first),
                this::frame);
        for (byte[] message : messages) {
            outlet.row(lsn, open, message, this::frame);
            lsn += 64;
        }
        long end = commitStart + 96;
        outlet.commit(end, open, form.commit(open), this::frame);
        lsn = end;
        messages = new ArrayList<>();
        return new Committed(new Lsn(commitStart), new Lsn(end));
    }

    private void frame(long header, byte[] payload) {
        frames.add(new Frame(new Lsn(header), payload));
    }

    /** Writes the recording. */
    public void save(Path file) throws IOException {
        outlet.tick(System.nanoTime() + 3_000_000_000L, this::frame);
        try (DataOutputStream out =
                new DataOutputStream(
                        new GZIPOutputStream(
                                new BufferedOutputStream(Files.newOutputStream(file))))) {
            for (Frame frame : frames) {
                out.writeLong(frame.header().value());
                out.writeInt(frame.length());
                out.write(frame.payload());
            }
        }
    }
}
