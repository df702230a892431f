package org.opengauss.reversemigration.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Renders transactions as openGauss 6.0 sends them in parallel decoding, style b, batched: records with a separator
 * between, gathered into frames of about 1 MiB, each in its CopyData message. Byte for byte as in the recorded streams.
 * One thread.
 */
final class StreamRenderer implements Changes {
    /** Takes a whole CopyData message; the array is the renderer's own. */
    interface Output {
        void message(byte[] bytes, int length);
    }

    static final long ORIGIN = 0x1_3000_0000L;

    /** What a transaction takes of the WAL here: positions tell transactions by division. */
    private static final long FULL = 1 << 20;

    private static final int HEADER = 1 + 4 + 1 + 8 + 8 + 8;
    private static final long EPOCH_SECONDS =
            Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final Workload workload;
    private final Shape shape;
    private final long stride;
    private final Output output;
    private final byte[][] relations;
    private byte[] frame = new byte[1 << 21];
    private int end = HEADER;
    private long transaction;
    private long rowLsn;
    private long highest;
    private byte[] time = new byte[0];
    private long timeSecond = -1;
    private byte[] timeSecondText = new byte[0];

    StreamRenderer(Workload workload, Output output) {
        this.workload = workload;
        this.shape = workload.shape();
        this.output = output;
        this.stride = stride(workload);
        relations = new byte[workload.tables() + 1][];
        for (int table = 1; table <= workload.tables(); table++) {
            byte[] name = Shape.table(table).getBytes(ISO_8859_1);
            relations[table] =
                    ByteBuffer.allocate(2 + 6 + 2 + name.length)
                            .putShort((short) 6)
                            .put("public".getBytes(ISO_8859_1))
                            .putShort((short) name.length)
                            .put(name)
                            .array();
        }
        at(System.currentTimeMillis() * 1_000);
    }

    /** Every transaction takes the same part of the WAL, so a position tells the number of the transaction. */
    static long stride(Workload workload) {
        return 0x100 + workload.rowsPerTransaction() * 0x168L;
    }

    /** End of the commit of the transaction of that number, from 0. */
    static long commitEnd(Workload workload, long number) {
        return ORIGIN + (number + 1) * stride(workload) - 8;
    }

    /** How many transactions have been committed at a position. */
    static long transactionsAt(Workload workload, long lsn) {
        return lsn <= ORIGIN ? 0 : (lsn + 8 - ORIGIN) / stride(workload);
    }

    /** The commit time of what follows, microseconds since 1970. */
    void at(long micros) {
        long second = Math.floorDiv(micros, 1_000_000L);
        if (second != timeSecond) {
            timeSecond = second;
            timeSecondText = SECONDS.format(Instant.ofEpochSecond(second)).getBytes(ISO_8859_1);
        }
        int fraction = (int) Math.floorMod(micros, 1_000_000L);
        // the server cuts zeros at the end; without one, every time is as long
        if (fraction % 10 == 0) {
            fraction++;
        }
        byte[] text = new byte[timeSecondText.length + 6 + 3];
        System.arraycopy(timeSecondText, 0, text, 0, timeSecondText.length);
        int place = timeSecondText.length + 6;
        text[place] = '+';
        text[place + 1] = '0';
        text[place + 2] = '0';
        for (int i = 0; i < 6; i++) {
            text[--place] = (byte) ('0' + fraction % 10);
            fraction /= 10;
        }
        time = text;
    }

    long transactions() {
        return transaction;
    }

    @Override
    public void begin() {
        long first = ORIGIN + transaction * stride;
        int length = record(first, 'B');
        int64(860_000 + transaction);
        int64(first);
        xidAndTime();
        close(length);
        rowLsn = first;
    }

    @Override
    public void insert(int table, Row row) {
        int length = record(rowLsn, 'I');
        raw(relations[table]);
        tuple('N', row);
        close(length);
        nextRow();
    }

    @Override
    public void update(int table, Row old, Row row) {
        int length = record(rowLsn, 'U');
        raw(relations[table]);
        tuple('N', row);
        oldTuple(old);
        close(length);
        nextRow();
    }

    @Override
    public void delete(int table, Row old) {
        int length = record(rowLsn, 'D');
        raw(relations[table]);
        oldTuple(old);
        close(length);
        nextRow();
    }

    private void nextRow() {
        highest = Math.max(highest, rowLsn);
        rowLsn += 0x168;
    }

    @Override
    public void commit() {
        long commitEnd = ORIGIN + (transaction + 1) * stride - 8;
        int length = record(commitEnd, 'C');
        xidAndTime();
        close(length);
        highest = commitEnd - 0x60;
        transaction++;
    }

    private void xidAndTime() {
        int8('X');
        int64(870_000 + transaction);
        int8('T');
        int32(time.length);
        raw(time);
    }

    private void oldTuple(Row old) {
        if (shape.keyed) {
            int8('O');
            int16(1);
            number("id", old.id());
        } else {
            tuple('O', old);
        }
    }

    private void tuple(char tag, Row row) {
        int8(tag);
        int16(4);
        number("id", row.id());
        number("k", row.k());
        text("c", shape.oid, row.c(), shape.groups, shape.padded);
        text("pad", Shape.CHAR_OID, row.pad(), Shape.PAD_GROUPS, Shape.PAD_LENGTH);
    }

    private void number(String column, int value) {
        column(column, 23);
        int digits = 1;
        for (long bound = 10; bound <= value; bound *= 10) {
            digits++;
        }
        int32(digits);
        int rest = value;
        for (int i = end + digits - 1; i >= end; i--) {
            frame[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        end += digits;
    }

    private void text(String column, int oid, long seed, int groups, int padded) {
        column(column, oid);
        int length = Math.max(padded, Digits.length(groups));
        int32(length);
        int stop = end + length;
        end = Digits.write(seed, groups, frame, end);
        while (end < stop) {
            frame[end++] = ' ';
        }
    }

    private void column(String name, int oid) {
        int16(name.length());
        for (int i = 0; i < name.length(); i++) {
            int8(name.charAt(i));
        }
        int32(oid);
    }

    /** Opens a record and returns where its length goes. */
    private int record(long lsn, char tag) {
        if (end + (1 << 16) > frame.length) {
            throw new IllegalStateException("a frame outgrew its buffer");
        }
        if (end > HEADER) {
            int8('P');
        }
        int at = end;
        end += 4;
        int64(lsn);
        int8(tag);
        return at;
    }

    private void close(int lengthAt) {
        int stop = end;
        end = lengthAt;
        int32(stop - lengthAt - 4);
        end = stop;
        if (end - HEADER > FULL) {
            highest = Math.max(highest, rowLsn);
            flush();
        }
    }

    /** Sends what has been gathered as a frame. */
    void flush() {
        if (end == HEADER) {
            return;
        }
        int8('F');
        int stop = end;
        end = 0;
        int8('d');
        int32(stop - 1);
        int8('w');
        int64(highest);
        int64(highest);
        int64(micros2000());
        end = HEADER;
        output.message(frame, stop);
    }

    private static long micros2000() {
        Instant now = Instant.now();
        return (now.getEpochSecond() - EPOCH_SECONDS) * 1_000_000L + now.getNano() / 1_000;
    }

    private void raw(byte[] bytes) {
        System.arraycopy(bytes, 0, frame, end, bytes.length);
        end += bytes.length;
    }

    private void int8(int value) {
        frame[end++] = (byte) value;
    }

    private void int16(int value) {
        int8(value >>> 8);
        int8(value);
    }

    private void int32(int value) {
        int16(value >>> 16);
        int16(value);
    }

    private void int64(long value) {
        int32((int) (value >>> 32));
        int32((int) value);
    }
}
