/** Composition of {@code start}: queues, threads, start and stop order, first failure. */
package org.opengauss.reversemigration.pipeline;
