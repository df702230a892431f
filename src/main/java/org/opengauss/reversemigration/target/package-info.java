/** MySQL: sessions, catalog, statements, the ledger, and applying transactions exactly once. */
package org.opengauss.reversemigration.target;
