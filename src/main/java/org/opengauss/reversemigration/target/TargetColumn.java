package org.opengauss.reversemigration.target;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A column of a MySQL table as {@code information_schema.columns} tells it.
 *
 * @param dataType the bare type in lower case: {@code int}, {@code varchar}, {@code enum}
 * @param columnType the whole type text: {@code int unsigned}, {@code enum('a','b')}
 * @param length characters for text, bytes for binary types
 * @param octetLength bytes, for text and binary types
 * @param precision digits of a decimal, bits of a BIT
 * @param fractionDigits of a temporal type
 * @param charset empty where the type has none
 * @param collation empty where the type has none
 * @param onUpdateNow has {@code ON UPDATE CURRENT_TIMESTAMP}
 * @param members of an ENUM or SET, in order
 * @param srid of a spatial column that declares one
 */
public record TargetColumn(
        String name,
        String dataType,
        String columnType,
        boolean unsigned,
        OptionalLong length,
        OptionalLong octetLength,
        OptionalInt precision,
        OptionalInt scale,
        int fractionDigits,
        String charset,
        String collation,
        boolean nullable,
        boolean generated,
        boolean autoIncrement,
        boolean onUpdateNow,
        List<String> members,
        OptionalLong srid) {
    public TargetColumn {
        requireNonNull(name, "name is null");
        members = List.copyOf(members);
    }
}
