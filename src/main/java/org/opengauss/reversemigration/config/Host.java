package org.opengauss.reversemigration.config;

/** What the defaults are derived from: processors and the largest heap of this JVM. */
record Host(int processors, long heapBytes) {
    private static final long MIB = 1L << 20;

    static Host thisOne() {
        Runtime runtime = Runtime.getRuntime();
        return new Host(runtime.availableProcessors(), runtime.maxMemory());
    }

    /**
     * One writer a processor, 2 to 8. Two, so that one executes while the other commits; not above eight, because
     * commits go one by one in source order and more writers only hold more locks and connections.
     */
    int writers() {
        return Math.max(2, Math.min(8, processors));
    }

    long inFlightBytes() {
        return heapBytes / 4;
    }

    long largestTransactionBytes() {
        return heapBytes / 8;
    }

    long maxTransactionBytes() {
        return Math.min(32 * MIB, largestTransactionBytes());
    }

    long maxChunkBytes() {
        return Math.min(8 * MIB, inFlightBytes());
    }
}
