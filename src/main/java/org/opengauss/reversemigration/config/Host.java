package org.opengauss.reversemigration.config;

/** What the defaults are derived from: processors and the largest heap of this JVM. */
record Host(int processors, long heapBytes) {
    private static final long MIB = 1L << 20;
    private static final int BIG_MACHINE = 32;

    static Host thisOne() {
        Runtime runtime = Runtime.getRuntime();
        return new Host(runtime.availableProcessors(), runtime.maxMemory());
    }

    /**
     * One writer a processor, 2 to 8, and 16 on big machines. Two, so that one executes while the other commits; seldom
     * above eight, because commits go one by one in source order: more writers help only while MySQL's statements, not
     * its commits, are the limit, and hold more locks and connections.
     */
    int writers() {
        return isBig() ? 16 : Math.max(2, Math.min(8, processors));
    }

    /** Decoder threads of a fast stream: they run on openGauss's machine, which we take to be as big as ours. */
    int decoders() {
        return isBig() ? 8 : 4;
    }

    private boolean isBig() {
        return processors >= BIG_MACHINE;
    }

    /**
     * A quarter of the heap, as far as it is of use: two chunks of 8 MiB a writer and as much read ahead. More would
     * only be rows that wait here instead of on openGauss, and that are sent again after a lost link.
     */
    long inFlightBytes(int writers) {
        return Math.min(heapBytes / 4, Math.max(128 * MIB, 32 * MIB * writers));
    }

    long largestTransactionBytes() {
        return heapBytes / 8;
    }

    long maxTransactionBytes() {
        return Math.min(32 * MIB, largestTransactionBytes());
    }

    @Override
    public String toString() {
        return processors
                + (processors == 1 ? " processor" : " processors")
                + " and a heap of "
                + (heapBytes >> 20)
                + " MiB";
    }
}
