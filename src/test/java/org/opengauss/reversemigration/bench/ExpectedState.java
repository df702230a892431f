package org.opengauss.reversemigration.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** Number and checksum of the rows each table must hold in the end; gathers them from the changes. One thread. */
final class ExpectedState implements Changes {
    private final Shape shape;
    private final long[] counts;
    private final long[] sums;
    private final CRC32 crc = new CRC32();
    private final byte[] text;
    private int left;

    private ExpectedState(Workload workload) {
        shape = workload.shape();
        counts = new long[workload.tables()];
        sums = new long[workload.tables()];
        text = new byte[Digits.length(shape.groups) + 120];
    }

    static ExpectedState of(Workload workload, int transactions) {
        return of(workload, transactions, transactions);
    }

    /** After the first {@code played} of that many transactions. */
    static ExpectedState of(Workload workload, int transactions, int played) {
        ExpectedState state = new ExpectedState(workload);
        int rows = workload.prefilled(transactions);
        for (int table = 1; table <= workload.tables(); table++) {
            for (int id = 1; id <= rows; id++) {
                state.insert(table, Workload.prefilledRow(table, id, rows));
            }
        }
        state.left = played;
        workload.play(transactions, state);
        return state;
    }

    /** What the source's own tables hold; c and pad without the blanks that pad them. */
    static ExpectedState of(Workload workload, Connection source) throws SQLException {
        ExpectedState state = new ExpectedState(workload);
        source.setAutoCommit(false);
        try (Statement statement = source.createStatement()) {
            statement.setFetchSize(10_000);
            for (int table = 1; table <= workload.tables(); table++) {
                try (ResultSet row =
                        statement.executeQuery(
                                "select id || ',' || k || ',' || rtrim(c) || ',' || rtrim(pad) from "
                                        + Shape.table(table))) {
                    while (row.next()) {
                        byte[] text = row.getString(1).getBytes(ISO_8859_1);
                        state.counts[table - 1]++;
                        state.sums[table - 1] += state.checksum(text, text.length);
                    }
                }
            }
        }
        return state;
    }

    @Override
    public void begin() {}

    @Override
    public void insert(int table, Row row) {
        counts[table - 1]++;
        sums[table - 1] += checksum(row);
    }

    @Override
    public void update(int table, Row old, Row row) {
        sums[table - 1] += checksum(row) - checksum(old);
    }

    @Override
    public void delete(int table, Row old) {
        counts[table - 1]--;
        sums[table - 1] -= checksum(old);
    }

    @Override
    public void commit() {
        left--;
    }

    @Override
    public boolean isFull() {
        return left == 0;
    }

    /** As MySQL has it: {@code CRC32(CONCAT_WS(',', id, k, c, pad))}. */
    private long checksum(Row row) {
        byte[] numbers = (row.id() + "," + row.k() + ",").getBytes(ISO_8859_1);
        System.arraycopy(numbers, 0, text, 0, numbers.length);
        int at = Digits.write(row.c(), shape.groups, text, numbers.length);
        text[at++] = ',';
        at = Digits.write(row.pad(), Shape.PAD_GROUPS, text, at);
        return checksum(text, at);
    }

    private long checksum(byte[] bytes, int length) {
        crc.reset();
        crc.update(bytes, 0, length);
        return crc.getValue();
    }

    /** One line for each table that is not as it should be. */
    List<String> differences(Connection mysql) throws SQLException {
        List<String> differences = new ArrayList<>();
        try (Statement statement = mysql.createStatement()) {
            for (int table = 1; table <= counts.length; table++) {
                try (ResultSet row =
                        statement.executeQuery(
                                "select count(*), coalesce(sum(crc32(concat_ws(',', id, k, c, pad))), 0) from "
                                        + Shape.table(table))) {
                    row.next();
                    if (row.getLong(1) != counts[table - 1] || row.getLong(2) != sums[table - 1]) {
                        differences.add(
                                "%s: %d rows with checksum %d, expected %d with %d"
                                        .formatted(
                                                Shape.table(table),
                                                row.getLong(1),
                                                row.getLong(2),
                                                counts[table - 1],
                                                sums[table - 1]));
                    }
                }
            }
        }
        return differences;
    }
}
