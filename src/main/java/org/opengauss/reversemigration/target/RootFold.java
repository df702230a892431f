package org.opengauss.reversemigration.target;

/**
 * Collations of no particular language, in which letters of either case may be equal and control characters may weigh
 * nothing: exact enough for ASCII, and for CJK ideographs, each of which equals itself and its compatibility forms only.
 * Any other character can equal one of ASCII or several (full-width letters, {@code ß}), so a text that holds one is
 * unknown.
 */
final class RootFold implements TextFold {
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
            int folded = utf8[i];
            if (folded >= 0) {
                folded = FOLDED[folded];
                if (folded == 0) {
                    continue;
                }
            } else if ((folded & 0xc0) == 0xc0 && !isIdeograph(utf8, i, end)) {
                return KeyPart.UNKNOWN;
            }
            word = word << 8 | folded & 0xff;
            if ((++length & 7) == 0) {
                hash = Hash64.mix(hash, word);
                word = 0;
            }
        }
        return Hash64.mix(Hash64.mix(hash, word), length);
    }

    /** A blank, or a control character: behind one, blanks still pad. */
    private static boolean isBlank(byte b) {
        return b == 0x7f || b >= 0 && b <= ' ';
    }

    /** CJK unified ideographs and extension A: U+4E00..U+9FFF, U+3400..U+4DBF. */
    static boolean isIdeograph(int code) {
        return code >= 0x4E00 && code <= 0x9FFF || code >= 0x3400 && code <= 0x4DBF;
    }

    private static boolean isIdeograph(byte[] utf8, int at, int end) {
        return (utf8[at] & 0xf0) == 0xe0
                && at + 2 < end
                && isIdeograph(
                        (utf8[at] & 0x0f) << 12 | (utf8[at + 1] & 0x3f) << 6 | utf8[at + 2] & 0x3f);
    }
}
