package org.opengauss.reversemigration.target;

/** DATETIME(n); values with an offset arrive in UTC. */
final class DateTimeWriter implements ValueWriter {
    private final int fractionDigits;

    DateTimeWriter(TargetColumn column) {
        this.fractionDigits = column.fractionDigits();
    }

    @Override
    public void write(SqlText sql, byte[] bytes, int from, int to) {
        TemporalText.read(bytes, from, to).writeDateTime(sql, fractionDigits);
    }
}
