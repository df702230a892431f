package org.opengauss.reversemigration.testbed;

import java.sql.SQLException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Waits until a server that was just started answers a question. */
final class Readiness {
    private static final Duration INTERVAL = Duration.ofMillis(50);

    private Readiness() {}

    /** A question to a server; a failure means "not yet". */
    interface Question {
        void ask() throws SQLException;
    }

    static void await(String name, ServerProcess process, Duration patience, Question question) {
        SQLException[] last = new SQLException[1];
        try {
            Awaitility.await(name)
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(INTERVAL)
                    .atMost(patience)
                    .until(() -> answers(name, process, question, last));
        } catch (ConditionTimeoutException e) {
            IllegalStateException failure =
                    new IllegalStateException(
                            name
                                    + " did not answer within "
                                    + patience
                                    + "; its log ends:\n"
                                    + process.logTail(),
                            last[0]);
            failure.addSuppressed(e);
            throw failure;
        }
    }

    private static boolean answers(
            String name, ServerProcess process, Question question, SQLException[] last) {
        if (!process.isAlive()) {
            throw new IllegalStateException(
                    name + " ended while it started; its log ends:\n" + process.logTail());
        }
        try {
            question.ask();
            return true;
        } catch (SQLException e) {
            last[0] = e;
            return false;
        }
    }
}
