package org.opengauss.reversemigration.target;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes at a time. */
final class Octets {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long TOPS = 0x8080808080808080L;

    private Octets() {}

    /** The eight bytes from {@code at} on, the first one lowest. */
    static long at(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }

    /** Where the first byte beyond ASCII is, or {@code to}. */
    static int endOfAscii(byte[] bytes, int from, int to) {
        int i = from;
        while (i + Long.BYTES <= to && (at(bytes, i) & TOPS) == 0) {
            i += Long.BYTES;
        }
        while (i < to && bytes[i] >= 0) {
            i++;
        }
        return i;
    }

    /** Where the first control character, quote or backslash may be: none stands before it; or less than eight before {@code to}. */
    static int endOfPlain(byte[] bytes, int from, int to) {
        int i = from;
        while (i + Long.BYTES <= to && isPlain(at(bytes, i))) {
            i += Long.BYTES;
        }
        return i;
    }

    private static boolean isPlain(long word) {
        long quote = word ^ ONES * '\'';
        long backslash = word ^ ONES * '\\';
        return ((quote - ONES & ~quote | backslash - ONES & ~backslash | word - ONES * ' ' & ~word)
                        & TOPS)
                == 0;
    }
}
