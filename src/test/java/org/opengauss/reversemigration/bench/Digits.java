package org.opengauss.reversemigration.bench;

/** Texts as sysbench makes them: groups of eleven digits with dashes between, here a function of a number. */
final class Digits {
    static final int GROUP = 11;
    private static final byte[] THREE = new byte[3000];

    static {
        for (int i = 0; i < 1000; i++) {
            THREE[3 * i] = (byte) ('0' + i / 100);
            THREE[3 * i + 1] = (byte) ('0' + i / 10 % 10);
            THREE[3 * i + 2] = (byte) ('0' + i % 10);
        }
    }

    private Digits() {}

    /** A well mixed number for each number (splitmix64). */
    static long mix(long seed) {
        long z = seed + 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /** A number from 0 to below that bound. */
    static int below(int bound, long seed) {
        return (int) Math.floorMod(mix(seed) >>> 1, (long) bound);
    }

    /** Length of a text of that many groups. */
    static int length(int groups) {
        return groups * (GROUP + 1) - 1;
    }

    /** Writes the text's bytes and returns the place behind them. */
    static int write(long seed, int groups, byte[] to, int at) {
        int place = at;
        long state = seed;
        for (int group = 0; group < groups; group++) {
            if (group > 0) {
                to[place++] = '-';
            }
            state = mix(state);
            // eleven bits for three digits, four times
            long bits = state & 0xFFFFFFFFFFFL;
            for (int i = 0; i < 4; i++) {
                int number = (int) ((bits & 0x7FF) * 1000 >>> 11);
                bits >>>= 11;
                int count = i < 3 ? 3 : 2;
                System.arraycopy(THREE, 3 * number, to, place, count);
                place += count;
            }
        }
        return place;
    }
}
