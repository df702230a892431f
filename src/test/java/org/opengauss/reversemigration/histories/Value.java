package org.opengauss.reversemigration.histories;

/**
 * A value that is not NULL.
 *
 * @param source as openGauss prints it
 * @param shown as MySQL shows it, by the column's {@link ColumnKind#select}
 */
record Value(String source, String shown) {}
