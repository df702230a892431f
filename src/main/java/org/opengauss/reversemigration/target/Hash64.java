package org.opengauss.reversemigration.target;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A small 64-bit hash for conflict keys. For one {@code hash} two different values never give the same result of
 * {@link #mix}, so that an integer primary key never shares a key by accident. Not for what an attacker must not foresee:
 * a collision costs order where none was needed, nothing else.
 */
final class Hash64 {
    private static final long FIRST = 0x9E3779B97F4A7C15L;
    private static final long SECOND = 0xD6E8FEB86659FD93L;

    private Hash64() {}

    /** The hash of what came before, followed by a value. */
    static long mix(long hash, long value) {
        long mixed = (hash ^ value) * FIRST;
        mixed ^= mixed >>> 32;
        mixed *= SECOND;
        return mixed ^ mixed >>> 29;
    }

    /** The hash of what came before, followed by these bytes. */
    static long mix(long hash, byte[] bytes, int from, int to) {
        long mixed = hash;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            mixed = mix(mixed, Octets.at(bytes, at));
        }
        long rest = 0;
        for (; at < to; at++) {
            rest = rest << 8 | bytes[at] & 0xff;
        }
        return mix(mix(mixed, rest), to - from);
    }

    static long mix(long hash, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return mix(hash, bytes, 0, bytes.length);
    }
}
