package org.opengauss.reversemigration.testbed.workload;

/** Waits for threads that were told to end. */
final class Joining {
    private Joining() {}

    /** An interrupt is kept for the caller's next wait; the thread is left to end by itself then. */
    static void uninterrupted(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
