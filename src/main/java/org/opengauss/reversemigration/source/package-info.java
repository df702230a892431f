/** openGauss: create, drop and inspect the slot; open the stream, poll it, confirm an LSN; read the catalog. */
package org.opengauss.reversemigration.source;
