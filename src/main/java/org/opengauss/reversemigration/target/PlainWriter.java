package org.opengauss.reversemigration.target;

/** Types of MariaDB (UUID, INET4, INET6) that take their text form and refuse any other. */
final class PlainWriter implements ValueWriter {
    @Override
    public void write(SqlText sql, byte[] bytes, int from, int to) {
        sql.literal(bytes, from, to);
    }
}
