package org.opengauss.reversemigration.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Runs one piece of work a connection, all at once, and waits for them. */
final class Crew {
    /** May fail; gives the number of rows it wrote. */
    interface Member {
        long run() throws Exception;
    }

    /** How long all took together. */
    record Result(long rows, double seconds) {
        double rate() {
            return rows / seconds;
        }
    }

    private Crew() {}

    static Result run(int size, IntFunction<Member> members) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(size);
        try {
            long begin = System.nanoTime();
            List<Future<Long>> futures = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                Member member = members.apply(i);
                futures.add(threads.submit(member::run));
            }
            long rows = 0;
            for (Future<Long> future : futures) {
                rows += future.get();
            }
            return new Result(rows, (System.nanoTime() - begin) / 1e9);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            threads.shutdownNow();
        }
    }
}
