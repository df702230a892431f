package org.opengauss.reversemigration.target;

import java.util.Arrays;

/**
 * BINARY, VARBINARY and the BLOB types by their bytes, hex or not. Zeros at the end do not count: BINARY(n) is filled with
 * them, for the others that is coarser than need be.
 */
final class BinaryKeyPart implements KeyPart {
    private static final byte[] NIBBLES = new byte[256];

    static {
        Arrays.fill(NIBBLES, (byte) -1);
        for (int digit = 0; digit < 16; digit++) {
            NIBBLES[Character.forDigit(digit, 16)] = (byte) digit;
            NIBBLES[Character.toUpperCase(Character.forDigit(digit, 16))] = (byte) digit;
        }
    }

    private final SourceType source;
    private final int prefixBytes;

    /** @param prefixBytes that the index looks at; 0 = all */
    BinaryKeyPart(SourceType source, int prefixBytes) {
        this.source = source;
        this.prefixBytes = prefixBytes == 0 ? Integer.MAX_VALUE : prefixBytes;
    }

    @Override
    public long hash(long before, byte[] bytes, int from, int to) {
        boolean prefixed =
                source != SourceType.TEXT
                        && to - from >= 2
                        && bytes[from] == '\\'
                        && bytes[from + 1] == 'x';
        if (prefixed || source == SourceType.BLOB) {
            int start = prefixed ? from + 2 : from;
            return hashHex(before, bytes, start, (to - start) / 2);
        }
        return source == SourceType.BYTEA ? UNKNOWN : hashRaw(before, bytes, from, to - from);
    }

    private long hashHex(long before, byte[] digits, int from, int length) {
        int kept = Math.min(length, prefixBytes);
        while (kept > 0
                && digits[from + 2 * kept - 1] == '0'
                && digits[from + 2 * kept - 2] == '0') {
            kept--;
        }
        long hash = before;
        long word = 0;
        for (int i = 0; i < kept; i++) {
            int high = NIBBLES[digits[from + 2 * i] & 0xff];
            int low = NIBBLES[digits[from + 2 * i + 1] & 0xff];
            if ((high | low) < 0) {
                return UNKNOWN;
            }
            word = word << 8 | high << 4 | low;
            if ((i & 7) == 7) {
                hash = Hash64.mix(hash, word);
                word = 0;
            }
        }
        return Hash64.mix(Hash64.mix(hash, word), kept);
    }

    private long hashRaw(long before, byte[] bytes, int from, int length) {
        int kept = Math.min(length, prefixBytes);
        while (kept > 0 && bytes[from + kept - 1] == 0) {
            kept--;
        }
        long hash = before;
        long word = 0;
        for (int i = 0; i < kept; i++) {
            word = word << 8 | bytes[from + i] & 0xff;
            if ((i & 7) == 7) {
                hash = Hash64.mix(hash, word);
                word = 0;
            }
        }
        return Hash64.mix(Hash64.mix(hash, word), kept);
    }
}
