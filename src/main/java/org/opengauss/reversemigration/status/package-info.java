/** Counters and one immutable snapshot of them; lag. */
package org.opengauss.reversemigration.status;
