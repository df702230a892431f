/** Chunks, lane choice, tickets, watermark: thread-safe logic without threads or SQL. */
package org.opengauss.reversemigration.dispatch;
