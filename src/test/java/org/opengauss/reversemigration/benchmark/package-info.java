/** Benchmarks, run by {@code scripts/jmh} and not by the build. Each says what it compares, and what makes that fair. */
package org.opengauss.reversemigration.benchmark;
