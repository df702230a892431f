package org.opengauss.reversemigration.target;

import java.util.Map;

/** How openGauss prints a column's values, told from the type name in the stream. */
enum SourceType {
    BOOLEAN,
    INTEGER,
    NUMERIC,
    FLOAT,
    MONEY,
    /** Digits 0 and 1, as many as the declared length. */
    BIT,
    BIT_VARYING,
    /** {@code \x6162}. */
    BYTEA,
    /** Bare upper-case hex; {@code \x6162} where the session is named gsql. */
    BLOB,
    /** Padded with blanks that mean nothing. */
    PADDED_TEXT,
    TEXT,
    INTERVAL,
    /** {@code {a,"b c",NULL}}. */
    ARRAY,
    /** {@code {1,2,NULL}}: elements are numbers or booleans. */
    NUMBER_ARRAY,
    POINT,
    LSEG,
    BOX,
    PATH,
    POLYGON,
    /** Printed as its text form: temporal types, json, uuid, the user's own. */
    OTHER;

    private static final Map<String, SourceType> BY_NAME =
            Map.ofEntries(
                    Map.entry("boolean", BOOLEAN),
                    Map.entry("tinyint", INTEGER),
                    Map.entry("smallint", INTEGER),
                    Map.entry("integer", INTEGER),
                    Map.entry("bigint", INTEGER),
                    Map.entry("int16", INTEGER),
                    Map.entry("uint1", INTEGER),
                    Map.entry("uint2", INTEGER),
                    Map.entry("uint4", INTEGER),
                    Map.entry("uint8", INTEGER),
                    Map.entry("oid", INTEGER),
                    Map.entry("numeric", NUMERIC),
                    Map.entry("real", FLOAT),
                    Map.entry("double precision", FLOAT),
                    Map.entry("money", MONEY),
                    Map.entry("bit", BIT),
                    Map.entry("bit varying", BIT_VARYING),
                    Map.entry("bytea", BYTEA),
                    Map.entry("binary", BYTEA),
                    Map.entry("varbinary", BYTEA),
                    Map.entry("hll", BYTEA),
                    Map.entry("blob", BLOB),
                    Map.entry("raw", BLOB),
                    Map.entry("tinyblob", BLOB),
                    Map.entry("mediumblob", BLOB),
                    Map.entry("longblob", BLOB),
                    Map.entry("character", PADDED_TEXT),
                    Map.entry("bpchar", PADDED_TEXT),
                    Map.entry("character varying", TEXT),
                    Map.entry("nvarchar2", TEXT),
                    Map.entry("text", TEXT),
                    Map.entry("clob", TEXT),
                    Map.entry("name", TEXT),
                    Map.entry("interval", INTERVAL),
                    Map.entry("point", POINT),
                    Map.entry("lseg", LSEG),
                    Map.entry("box", BOX),
                    Map.entry("path", PATH),
                    Map.entry("polygon", POLYGON));

    /** @param printed the name in the stream: quoted, qualified or neither, without a modifier */
    static SourceType of(String printed) {
        if (printed.endsWith("[]")) {
            return switch (of(printed.substring(0, printed.length() - 2))) {
                case BOOLEAN, INTEGER, NUMERIC, FLOAT, NUMBER_ARRAY -> NUMBER_ARRAY;
                default -> ARRAY;
            };
        }
        String name = printed.substring(printed.lastIndexOf('.') + 1).replace("\"", "");
        return BY_NAME.getOrDefault(name, OTHER);
    }

    boolean isBinary() {
        return this == BYTEA || this == BLOB;
    }
}
