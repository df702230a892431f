package org.opengauss.reversemigration.target;

/**
 * YEAR: always a number, because MySQL takes the string {@code '0'} for 2000 and the number for 0000. Two digits are
 * what YEAR(2) prints, and mean 1970 to 2069 on both sides.
 */
final class YearWriter implements ValueWriter {
    @Override
    public void write(SqlText sql, byte[] bytes, int from, int to) {
        if (to - from > 4 || !NumberText.isInteger(bytes, from, to) || bytes[from] == '-') {
            throw UnfitValueException.because("not a year of one to four digits");
        }
        int year = 0;
        for (int i = from; i < to; i++) {
            year = 10 * year + bytes[i] - '0';
        }
        if (to - from == 2) {
            year += year < 70 ? 2000 : 1900;
        }
        if (year != 0 && (year < 1901 || year > 2155)) {
            throw UnfitValueException.because("out of range 1901..2155");
        }
        sql.append(year);
    }
}
