package org.opengauss.reversemigration.target;

/** DATE. A source in A compatibility prints dates as timestamps: fine at midnight, else MySQL would cut the time. */
final class DateWriter implements ValueWriter {
    @Override
    public void write(SqlText sql, byte[] bytes, int from, int to) {
        TemporalText date = TemporalText.read(bytes, from, to);
        if (!date.isMidnight()) {
            throw UnfitValueException.because("has a time of day, MySQL would cut it");
        }
        date.writeDate(sql);
    }
}
