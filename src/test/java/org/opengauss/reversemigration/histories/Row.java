package org.opengauss.reversemigration.histories;

import java.util.List;

/** A row as long as nobody changes it; compared as an object, equal rows are different ones. Null is NULL. */
final class Row {
    private final Value[] values;

    Row(Value[] values) {
        this.values = values.clone();
    }

    Value value(int column) {
        return values[column];
    }

    int size() {
        return values.length;
    }

    Value[] values() {
        return values.clone();
    }

    List<String> source() {
        return java.util.Arrays.stream(values)
                .map(value -> value == null ? null : value.source())
                .toList();
    }

    /** What MySQL shows of it, as one text. */
    String shown() {
        StringBuilder text = new StringBuilder();
        for (Value value : values) {
            append(text, value == null ? null : value.shown());
        }
        return text.toString();
    }

    static void append(StringBuilder text, String shown) {
        text.append(shown == null ? "NULL" : "[" + shown + "]").append(' ');
    }

    /** Rows of a table in any order have the same sum of these. */
    static long hash(String shown) {
        long hash = 0x9E37_79B9_7F4A_7C15L;
        for (int i = 0; i < shown.length(); i++) {
            hash = (hash ^ shown.charAt(i)) * 0xFF51_AFD7_ED55_8CCDL;
            hash ^= hash >>> 32;
        }
        return hash;
    }
}
