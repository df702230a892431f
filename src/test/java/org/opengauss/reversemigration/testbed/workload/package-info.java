/**
 * A mixed workload for the source, from several sessions at once, that leaves a journal by which any state of MySQL can be
 * judged: whether it is one that the source had.
 */
package org.opengauss.reversemigration.testbed.workload;
