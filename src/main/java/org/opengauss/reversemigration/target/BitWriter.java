package org.opengauss.reversemigration.target;

/** BIT(n), from bits, whole numbers or booleans. MySQL would take a string for its bytes. */
final class BitWriter implements ValueWriter {
    private final SourceType source;
    private final int bits;

    BitWriter(TargetColumn column, SourceType source) {
        this.source = source;
        this.bits = column.precision().orElse(1);
    }

    /** No: bits and numbers. */
    @Override
    public boolean literalsShareAType() {
        return false;
    }

    @Override
    public void write(SqlText sql, byte[] bytes, int from, int to) {
        if (source == SourceType.INTEGER || source == SourceType.NUMERIC) {
            writeNumber(sql, bytes, from, to);
        } else if (source != SourceType.BIT
                && source != SourceType.BIT_VARYING
                && IntegerWriter.truth(bytes, from, to) >= 0) {
            sql.append(IntegerWriter.truth(bytes, from, to));
        } else {
            writeBits(sql, bytes, from, to);
        }
    }

    /**
     * A bit column prints all its digits. Fewer, or other digits, would mean that the server prints decimals, where
     * {@code 10} is ten.
     */
    private void writeBits(SqlText sql, byte[] bytes, int from, int to) {
        int length = to - from;
        for (int i = from; i < to; i++) {
            if (bytes[i] != '0' && bytes[i] != '1') {
                throw UnfitValueException.because(
                        "not printed as bits; set dolphin.bit_output to bin on the source");
            }
        }
        if (length > bits || length == 0) {
            throw UnfitValueException.because("not 1 to " + bits + " bits");
        }
        if (length < bits && source != SourceType.BIT_VARYING) {
            throw UnfitValueException.because(
                    length
                            + " digits for "
                            + bits
                            + " bits: lengths differ, or dolphin.bit_output is not bin on the source");
        }
        sql.append("b'").append(bytes, from, to).append('\'');
    }

    private void writeNumber(SqlText sql, byte[] bytes, int from, int to) {
        java.math.BigDecimal value = NumberText.decimal(bytes, from, to).stripTrailingZeros();
        if (value.signum() < 0 || value.scale() > 0 || value.precision() - value.scale() > 20) {
            throw UnfitValueException.because("not a whole number of " + bits + " bits");
        }
        java.math.BigInteger number = value.toBigIntegerExact();
        if (number.bitLength() > bits) {
            throw UnfitValueException.because("more than " + bits + " bits");
        }
        sql.append("b'").append(number.toString(2)).append('\'');
    }
}
