package org.opengauss.reversemigration.target;

/** Numbers that stand for MySQL tables; names that differ by case alone share one. */
final class TableIds {
    private static final long SALT = 0x7461626C65L;

    private TableIds() {}

    static long of(String database, String table) {
        return Hash64.mix(Hash64.mix(SALT, folded(database)), folded(table));
    }

    /** What {@link String#equalsIgnoreCase} holds for equal becomes equal. */
    private static String folded(String name) {
        StringBuilder folded = new StringBuilder(name.length());
        name.codePoints()
                .map(c -> Character.toLowerCase(Character.toUpperCase(c)))
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }
}
