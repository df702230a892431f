package org.opengauss.reversemigration.target;

import java.util.Optional;

/** The list of MySQL column types that a unique index can hold and what hashes them. */
final class KeyParts {
    private KeyParts() {}

    /**
     * Empty for what cannot be hashed.
     *
     * @param prefixLength of the index part; 0 = the whole value
     */
    static Optional<KeyPart> of(
            TargetColumn column, String sourceType, int prefixLength, TargetServer server) {
        if (column.generated()) {
            return Optional.empty();
        }
        SourceType source = SourceType.of(sourceType);
        return switch (column.dataType()) {
            case "tinyint", "smallint", "mediumint", "int", "bigint" ->
                    ValueWriters.of(column, sourceType, server).map(IntegerKeyPart::new);
            case "decimal",
                    "float",
                    "double",
                    "date",
                    "datetime",
                    "timestamp",
                    "time",
                    "year",
                    "enum",
                    "set" ->
                    ValueWriters.of(column, sourceType, server).map(LiteralKeyPart::new);
            case "bit" -> ValueWriters.of(column, sourceType, server).map(BitKeyPart::new);
            case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" ->
                    Optional.of(new BinaryKeyPart(source, prefixLength));
            case "char", "varchar", "tinytext", "text", "mediumtext", "longtext" ->
                    source.isBinary()
                            ? Optional.empty()
                            : Collations.fold(column.charset(), column.collation())
                                    .map(fold -> new TextKeyPart(fold, prefixLength));
            default -> Optional.empty();
        };
    }
}
