package org.opengauss.reversemigration.target;

import java.util.Map;
import java.util.Optional;

/** The list of MySQL column types and what writes them: a new type is one class and one line here. */
final class ValueWriters {
    private interface Family {
        ValueWriter writer(TargetColumn column, SourceType source, TargetServer server);
    }

    private static final Map<String, Family> FAMILIES =
            Map.ofEntries(
                    Map.entry("tinyint", (c, s, v) -> IntegerWriter.of(c, s, 8)),
                    Map.entry("smallint", (c, s, v) -> IntegerWriter.of(c, s, 16)),
                    Map.entry("mediumint", (c, s, v) -> IntegerWriter.of(c, s, 24)),
                    Map.entry("int", (c, s, v) -> IntegerWriter.of(c, s, 32)),
                    Map.entry("bigint", (c, s, v) -> IntegerWriter.of(c, s, 64)),
                    Map.entry("decimal", (c, s, v) -> new DecimalWriter(c, s)),
                    Map.entry("float", (c, s, v) -> new FloatWriter(c, s)),
                    Map.entry("double", (c, s, v) -> new FloatWriter(c, s)),
                    Map.entry("bit", (c, s, v) -> new BitWriter(c, s)),
                    Map.entry("char", (c, s, v) -> new TextWriter(c, s)),
                    Map.entry("varchar", (c, s, v) -> new TextWriter(c, s)),
                    Map.entry("tinytext", (c, s, v) -> new TextWriter(c, s)),
                    Map.entry("text", (c, s, v) -> new TextWriter(c, s)),
                    Map.entry("mediumtext", (c, s, v) -> new TextWriter(c, s)),
                    Map.entry("longtext", (c, s, v) -> new TextWriter(c, s)),
                    Map.entry("binary", (c, s, v) -> new BinaryWriter(c, s)),
                    Map.entry("varbinary", (c, s, v) -> new BinaryWriter(c, s)),
                    Map.entry("tinyblob", (c, s, v) -> new BinaryWriter(c, s)),
                    Map.entry("blob", (c, s, v) -> new BinaryWriter(c, s)),
                    Map.entry("mediumblob", (c, s, v) -> new BinaryWriter(c, s)),
                    Map.entry("longblob", (c, s, v) -> new BinaryWriter(c, s)),
                    Map.entry("date", (c, s, v) -> new DateWriter()),
                    Map.entry("datetime", (c, s, v) -> new DateTimeWriter(c)),
                    Map.entry("timestamp", TimestampWriter::new),
                    Map.entry("time", TimeWriter::new),
                    Map.entry("year", (c, s, v) -> new YearWriter()),
                    Map.entry("enum", (c, s, v) -> new EnumWriter(c)),
                    Map.entry("set", (c, s, v) -> new SetWriter(c)),
                    Map.entry("json", (c, s, v) -> new JsonWriter(s, v)),
                    Map.entry("point", (c, s, v) -> new GeometryWriter(c, s)),
                    Map.entry("linestring", (c, s, v) -> new GeometryWriter(c, s)),
                    Map.entry("polygon", (c, s, v) -> new GeometryWriter(c, s)),
                    Map.entry("multipoint", (c, s, v) -> new GeometryWriter(c, s)),
                    Map.entry("multilinestring", (c, s, v) -> new GeometryWriter(c, s)),
                    Map.entry("multipolygon", (c, s, v) -> new GeometryWriter(c, s)),
                    Map.entry("geometry", (c, s, v) -> new GeometryWriter(c, s)),
                    Map.entry("geomcollection", (c, s, v) -> new GeometryWriter(c, s)),
                    Map.entry("geometrycollection", (c, s, v) -> new GeometryWriter(c, s)),
                    Map.entry("uuid", (c, s, v) -> new PlainWriter()),
                    Map.entry("inet4", (c, s, v) -> new PlainWriter()),
                    Map.entry("inet6", (c, s, v) -> new PlainWriter()));

    private ValueWriters() {}

    /** Empty for a MySQL type nobody here knows. */
    static Optional<ValueWriter> of(TargetColumn column, String sourceType, TargetServer server) {
        return Optional.ofNullable(FAMILIES.get(column.dataType()))
                .map(family -> family.writer(column, SourceType.of(sourceType), server));
    }
}
