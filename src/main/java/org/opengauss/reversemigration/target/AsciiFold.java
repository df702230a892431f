package org.opengauss.reversemigration.target;

/**
 * Collations in which letters of either case may be equal and control characters weigh nothing, for ASCII texts. Another
 * character can equal one of ASCII or several (full-width letters, {@code ß}), so a text that holds any is unknown.
 */
final class AsciiFold implements TextFold {
    /** Lower case for letters, 0 for control characters. */
    private static final byte[] FOLDED = new byte[128];

    static {
        for (int c = ' '; c < 0x7f; c++) {
            FOLDED[c] = (byte) (c >= 'A' && c <= 'Z' ? c + 32 : c);
        }
    }

    @Override
    public long hash(long before, byte[] utf8, int from, int to) {
        int end = to;
        while (end > from && isBlank(utf8[end - 1])) {
            end--;
        }
        long hash = before;
        long word = 0;
        int length = 0;
        for (int i = from; i < end; i++) {
            if (utf8[i] < 0) {
                return KeyPart.UNKNOWN;
            }
            int folded = FOLDED[utf8[i]];
            if (folded != 0) {
                word = word << 8 | folded;
                if ((++length & 7) == 0) {
                    hash = Hash64.mix(hash, word);
                    word = 0;
                }
            }
        }
        return Hash64.mix(Hash64.mix(hash, word), length);
    }

    /** A blank, or a control character: behind one, blanks still pad. */
    private static boolean isBlank(byte b) {
        return b == 0x7f || b >= 0 && b <= ' ';
    }
}
