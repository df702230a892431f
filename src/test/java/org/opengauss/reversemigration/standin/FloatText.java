package org.opengauss.reversemigration.standin;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Floating point numbers as C's {@code %.*g} prints them. */
final class FloatText {
    private FloatText() {}

    /** Prints a finite number of this many significant digits. */
    static String general(BigDecimal exact, int digits) {
        if (exact.signum() == 0) {
            return "0";
        }
        BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        BigDecimal plain = rounded.stripTrailingZeros();
        if (exponent >= -4 && exponent < digits) {
            return plain.toPlainString();
        }
        BigDecimal mantissa = plain.scaleByPowerOfTen(-exponent).stripTrailingZeros();
        return "%se%s%02d"
                .formatted(mantissa.toPlainString(), exponent < 0 ? "-" : "+", Math.abs(exponent));
    }
}
