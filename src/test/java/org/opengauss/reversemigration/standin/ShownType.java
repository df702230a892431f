package org.opengauss.reversemigration.standin;

/** A type as openGauss names and numbers it, and how its values are written. */
record ShownType(String name, int oid, Kind kind) {
    /** Decides the text of a value and whether it stands bare. */
    enum Kind {
        BARE,
        NUMERIC,
        REAL,
        DOUBLE,
        BOOLEAN,
        BIT,
        CHARACTER,
        TEXT,
        BYTES,
        BLOB,
        HEX,
        BINARY,
        DATE,
        TIMESTAMP,
        ZONED,
        MINUTES,
        YEAR,
        SHORT_YEAR,
        ENUM,
        SET,
        QUOTED
    }

    /** The kind of one of PostgreSQL's own types. */
    static Kind kindOf(int oid) {
        return switch (oid) {
            case 16 -> Kind.BOOLEAN;
            case 20, 21, 23, 26 -> Kind.BARE;
            case 700 -> Kind.REAL;
            case 701 -> Kind.DOUBLE;
            case 1700 -> Kind.NUMERIC;
            case 1560, 1562 -> Kind.BIT;
            case 1042 -> Kind.CHARACTER;
            case 18, 19, 25, 1043 -> Kind.TEXT;
            case 17 -> Kind.BYTES;
            case 1082 -> Kind.DATE;
            case 1114 -> Kind.TIMESTAMP;
            case 1184 -> Kind.ZONED;
            default -> Kind.QUOTED;
        };
    }
}
