package org.opengauss.reversemigration.target;

/** Binary collations of Unicode: equal bytes, but for blanks at the end, which all of them but 0900_bin ignore. */
final class BytesFold implements TextFold {
    @Override
    public long hash(long before, byte[] utf8, int from, int to) {
        int end = to;
        while (end > from && utf8[end - 1] == ' ') {
            end--;
        }
        return Hash64.mix(before, utf8, from, end);
    }
}
