/** Values every other package speaks in: positions, names, rows, messages, transactions. Imports nothing of ours. */
package org.opengauss.reversemigration.model;
