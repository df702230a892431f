package org.opengauss.reversemigration.target;

/**
 * CHAR, VARCHAR and the TEXT types by the column's collation. Blanks at the end never count, whether the collation pads or
 * not. A prefix is cut in characters before anything else, as the index does.
 */
final class TextKeyPart implements KeyPart {
    private final TextFold fold;
    private final int prefixCharacters;

    /** @param prefixCharacters that the index looks at; 0 = all */
    TextKeyPart(TextFold fold, int prefixCharacters) {
        this.fold = fold;
        this.prefixCharacters = prefixCharacters;
    }

    @Override
    public long hash(long before, byte[] bytes, int from, int to) {
        int end = prefixCharacters == 0 ? to : endOfPrefix(bytes, from, to);
        return fold.hash(before, bytes, from, end);
    }

    private int endOfPrefix(byte[] utf8, int from, int to) {
        if (to - from <= prefixCharacters) {
            return to;
        }
        int characters = 0;
        for (int i = from; i < to; i++) {
            if ((utf8[i] & 0xc0) != 0x80 && ++characters > prefixCharacters) {
                return i;
            }
        }
        return to;
    }
}
