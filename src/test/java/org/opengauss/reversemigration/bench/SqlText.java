package org.opengauss.reversemigration.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Builds MySQL statements over rows. One thread. */
final class SqlText {
    private final Shape shape;
    private final StringBuilder text = new StringBuilder(1 << 16);
    private final byte[] scratch;

    SqlText(Shape shape) {
        this.shape = shape;
        scratch = new byte[Digits.length(shape.groups) + 1];
    }

    SqlText clear() {
        text.setLength(0);
        return this;
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    int length() {
        return text.length();
    }

    SqlText add(String part) {
        text.append(part);
        return this;
    }

    SqlText add(int number) {
        text.append(number);
        return this;
    }

    SqlText table(int number) {
        text.append("sbtest").append(number);
        return this;
    }

    SqlText c(Row row) {
        return digits(row.c(), shape.groups);
    }

    SqlText pad(Row row) {
        return digits(row.pad(), Shape.PAD_GROUPS);
    }

    private SqlText digits(long seed, int groups) {
        int length = Digits.write(seed, groups, scratch, 0);
        text.append('\'').append(new String(scratch, 0, length, ISO_8859_1)).append('\'');
        return this;
    }

    /** {@code (id,k,'c','pad')}. */
    SqlText values(Row row) {
        return add("(").add(row.id())
                .add(",")
                .add(row.k())
                .add(",")
                .c(row)
                .add(",")
                .pad(row)
                .add(")");
    }

    SqlText insert(int table) {
        return add("INSERT INTO ").table(table).add(" (id,k,c,pad) VALUES ");
    }

    /** Finds the row: by its key, or by all it holds. */
    SqlText where(Row row) {
        add(" WHERE id=").add(row.id());
        return shape.keyed
                ? this
                : add(" AND k=")
                        .add(row.k())
                        .add(" AND c=")
                        .c(row)
                        .add(" AND pad=")
                        .pad(row)
                        .add(" LIMIT 1");
    }

    /** One statement for one change. */
    SqlText updateOne(int table, Row old, Row row) {
        add("UPDATE ").table(table).add(" SET ");
        String separator = "";
        if (old.k() != row.k()) {
            add("k=").add(row.k());
            separator = ",";
        }
        if (old.c() != row.c()) {
            add(separator).add("c=").c(row);
        }
        return where(old);
    }

    SqlText deleteOne(int table, Row old) {
        return add("DELETE FROM ").table(table).where(old);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
