package org.opengauss.reversemigration.target;

/**
 * Writes the values of one source column as literals for one MySQL column. A literal that is written is stored as it
 * was on the source, digit for digit; what MySQL would bend or refuse is refused here. Immutable.
 */
interface ValueWriter {
    /**
     * Appends the literal of the value {@code bytes[from, to)}.
     *
     * @throws UnfitValueException if the column cannot hold the value
     */
    void write(SqlText sql, byte[] bytes, int from, int to);

    /**
     * Appends a condition that holds for rows whose stored value is this very one, where MySQL's {@code =} would find
     * others too or not find it.
     */
    default void match(SqlText sql, byte[] column, byte[] bytes, int from, int to) {
        sql.append(column).append(" <=> ");
        write(sql, bytes, from, to);
    }

    /**
     * Whether all literals are of one SQL type, so that several of them in one CASE or list are each taken as if they
     * stood alone.
     */
    default boolean literalsShareAType() {
        return true;
    }
}
