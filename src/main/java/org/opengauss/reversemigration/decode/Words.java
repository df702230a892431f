package org.opengauss.reversemigration.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes at a time: what the scanners of rows are made of. A word holds its first byte lowest. A mark is the top bit
 * of a byte that is looked for; only the first mark of a word is sure, 0 means there is none.
 */
final class Words {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101010101010101L;
    private static final long TOPS = 0x8080808080808080L;

    private Words() {}

    static long get(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }

    static void set(byte[] bytes, int at, long word) {
        LONG.set(bytes, at, word);
    }

    /** How many bytes stand before the first mark; 8 if there is none. */
    static int before(long marks) {
        return Long.numberOfTrailingZeros(marks) >>> 3;
    }

    /** Marks bytes that are {@code ascii}. */
    static long marks(long word, char ascii) {
        long different = word ^ ONES * ascii;
        return different - ONES & ~different & TOPS;
    }

    /** Marks what means something in a quoted value: control characters, {@code "}, {@code '} and {@code \}. */
    static long specialMarks(long word) {
        long quote = word ^ ONES * '\'';
        long backslash = word ^ ONES * '\\';
        // the flip exchanges '"' with the blank next to the control characters, and those among
        // themselves
        long flipped = word ^ ONES * 2;
        return (quote - ONES & ~quote
                        | backslash - ONES & ~backslash
                        | flipped - ONES * ('"' - 1) & ~flipped)
                & TOPS;
    }

    /** Whether {@code count} bytes, at least four, are the same. */
    static boolean equal(byte[] left, int leftAt, byte[] right, int rightAt, int count) {
        if (count < Long.BYTES) {
            int last = count - Integer.BYTES;
            return (int) INT.get(left, leftAt) == (int) INT.get(right, rightAt)
                    && (int) INT.get(left, leftAt + last) == (int) INT.get(right, rightAt + last);
        }
        int last = count - Long.BYTES;
        for (int i = 0; i < last; i += Long.BYTES) {
            if (get(left, leftAt + i) != get(right, rightAt + i)) {
                return false;
            }
        }
        return get(left, leftAt + last) == get(right, rightAt + last);
    }

    static long hash(long hash, long word) {
        return (hash ^ word) * 0x9E3779B97F4A7C15L;
    }
}
