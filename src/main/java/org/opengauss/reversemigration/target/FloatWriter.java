package org.opengauss.reversemigration.target;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * FLOAT and DOUBLE: the literal that makes MySQL store the same bits. A FLOAT goes as the digits of the double it equals,
 * because MySQL takes {@code 3.4028235E38} for too large; minus zero goes as a string, because a number loses its sign.
 */
final class FloatWriter implements ValueWriter {
    private final boolean single;
    private final boolean signed;
    private final SourceType source;

    /** Decimals of FLOAT(m,d) and DOUBLE(m,d), which MySQL rounds to; -1 without. */
    private final int decimals;

    private final int wholeDigits;

    FloatWriter(TargetColumn column, SourceType source) {
        this.single = column.dataType().equals("float");
        this.signed = !column.unsigned();
        this.source = source;
        this.decimals = column.scale().orElse(-1);
        this.wholeDigits = column.precision().orElse(0) - Math.max(decimals, 0);
    }

    /** No: a zero with a sign is text, others are DECIMAL or DOUBLE. */
    @Override
    public boolean literalsShareAType() {
        return false;
    }

    @Override
    public void write(SqlText sql, byte[] bytes, int from, int to) {
        if (source == SourceType.BIT || source == SourceType.BIT_VARYING) {
            throw UnfitValueException.because("bits cannot be stored in a floating-point column");
        }
        double value = value(bytes, from, to);
        if (value == 0 && Double.doubleToRawLongBits(value) != 0) {
            sql.append(signed ? "'-0.0'" : "0");
        } else if (value < 0 && !signed) {
            throw UnfitValueException.because("negative, the column is unsigned");
        } else {
            sql.append(Double.toString(value));
        }
    }

    private double value(byte[] bytes, int from, int to) {
        String text =
                source == SourceType.MONEY
                        ? NumberText.money(bytes, from, to).toPlainString()
                        : NumberText.ascii(bytes, from, to);
        try {
            double value = single ? Float.parseFloat(text) : Double.parseDouble(text);
            if (Double.isInfinite(value)) {
                throw UnfitValueException.because("out of the range of the column");
            }
            if (decimals >= 0) {
                checkDecimals(new BigDecimal(text));
            }
            return value;
        } catch (NumberFormatException e) {
            throw UnfitValueException.because("the text is not a number");
        }
    }

    private void checkDecimals(BigDecimal value) {
        BigDecimal fitted = value.setScale(decimals, RoundingMode.HALF_EVEN);
        boolean same =
                single
                        ? fitted.floatValue() == value.floatValue()
                        : fitted.doubleValue() == value.doubleValue();
        if (!same) {
            throw UnfitValueException.because(
                    "more than " + decimals + " decimals, MySQL would round");
        }
        if (fitted.precision() - fitted.scale() > wholeDigits && fitted.signum() != 0) {
            throw UnfitValueException.because(
                    "more than " + wholeDigits + " digits before the point");
        }
    }
}
