package org.opengauss.reversemigration.target;

import java.math.BigDecimal;
import java.math.BigInteger;

/** TINYINT to BIGINT, signed and unsigned; booleans become 1 and 0. MySQL would round fractions silently. */
final class IntegerWriter implements ValueWriter {
    private final SourceType source;
    private final BigInteger least;
    private final BigInteger greatest;

    /** Any number of so many digits is in range. */
    private final int safeDigits;

    private final boolean signed;

    private IntegerWriter(SourceType source, BigInteger least, BigInteger greatest) {
        this.source = source;
        this.least = least;
        this.greatest = greatest;
        this.safeDigits = greatest.toString().length() - 1;
        this.signed = least.signum() < 0;
    }

    static IntegerWriter of(TargetColumn column, SourceType source, int bits) {
        BigInteger range = BigInteger.ONE.shiftLeft(bits);
        BigInteger half = range.shiftRight(1);
        return column.unsigned()
                ? new IntegerWriter(source, BigInteger.ZERO, range.subtract(BigInteger.ONE))
                : new IntegerWriter(source, half.negate(), half.subtract(BigInteger.ONE));
    }

    @Override
    public void write(SqlText sql, byte[] bytes, int from, int to) {
        if (source == SourceType.BIT || source == SourceType.BIT_VARYING) {
            throw UnfitValueException.because("bits cannot be stored in an integer column");
        }
        if (NumberText.isInteger(bytes, from, to)) {
            boolean negative = bytes[from] == '-';
            if (to - from - (negative ? 1 : 0) > safeDigits || negative && !signed) {
                check(NumberText.decimal(bytes, from, to).toBigIntegerExact());
            }
            sql.append(bytes, from, to);
        } else {
            int truth = truth(bytes, from, to);
            if (truth >= 0) {
                sql.append(truth);
            } else {
                sql.append(exact(NumberText.decimal(bytes, from, to)).toString());
            }
        }
    }

    private BigInteger exact(BigDecimal value) {
        BigDecimal plain = value.stripTrailingZeros();
        if (plain.scale() > 0) {
            throw UnfitValueException.because("the column holds whole numbers only");
        }
        if (plain.precision() - plain.scale() > 40) {
            throw outOfRange();
        }
        BigInteger number = plain.toBigIntegerExact();
        check(number);
        return number;
    }

    private void check(BigInteger number) {
        if (number.compareTo(least) < 0 || number.compareTo(greatest) > 0) {
            throw outOfRange();
        }
    }

    private UnfitValueException outOfRange() {
        return UnfitValueException.because("out of range " + least + ".." + greatest);
    }

    /** 1, 0, or -1 for a text that is no boolean; {@code t} comes from binary streams, {@code true} from the others. */
    static int truth(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length == 1) {
            return bytes[from] == 't' || bytes[from] == '1'
                    ? 1
                    : bytes[from] == 'f' || bytes[from] == '0' ? 0 : -1;
        }
        if (length == 4 && is(bytes, from, "true")) {
            return 1;
        }
        return length == 5 && is(bytes, from, "false") ? 0 : -1;
    }

    private static boolean is(byte[] bytes, int from, String word) {
        for (int i = 0; i < word.length(); i++) {
            if (bytes[from + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
