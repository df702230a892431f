package org.opengauss.reversemigration.bench;

/** TODO */
final class LagRun {
    record Result(double transactionsPerSecond) {}
}
