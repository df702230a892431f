package org.opengauss.reversemigration.testbed.workload;

import java.sql.SQLException;
import java.util.Random;

/**
 * One step of a transaction. Draws the same numbers whatever the tables hold, so that a seed fixes what a session sends.
 */
@FunctionalInterface
interface Scene {
    void play(Sql sql, Random random, Effect effect) throws SQLException;
}
