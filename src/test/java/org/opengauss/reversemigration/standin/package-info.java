/**
 * A server that looks like openGauss to its own driver: PostgreSQL behind a wire gateway that speaks openGauss's login,
 * its replication commands and the output of {@code mppdb_decoding}; or a recorded stream in place of a live one.
 */
package org.opengauss.reversemigration.standin;
