package org.opengauss.reversemigration.target;

import java.util.List;

/**
 * Values at the edges of every MySQL type: what the source prints and what MySQL must then hold, and values that must be
 * refused before they are sent.
 */
final class ValueCases {
    /**
     * @param stored as {@link TargetValuesIT} reads it: text, hex of binary types, digits of bits, exact floats
     */
    record Fit(String column, String source, String printed, String stored) {}

    record Unfit(String column, String source, String printed, String reason) {}

    static final List<Fit> FITTING =
            List.of(
                    new Fit("tinyint", "tinyint", "-128", "-128"),
                    new Fit("tinyint", "tinyint", "127", "127"),
                    new Fit("tinyint(1)", "boolean", "t", "1"),
                    new Fit("tinyint(1)", "boolean", "false", "0"),
                    new Fit("tinyint(1)", "boolean", "1", "1"),
                    new Fit("tinyint(1)", "tinyint", "-5", "-5"),
                    new Fit("tinyint unsigned", "uint1", "255", "255"),
                    new Fit("smallint", "smallint", "-32768", "-32768"),
                    new Fit("smallint unsigned", "uint2", "65535", "65535"),
                    new Fit("mediumint", "integer", "-8388608", "-8388608"),
                    new Fit("mediumint unsigned", "uint4", "16777215", "16777215"),
                    new Fit("int", "integer", "-2147483648", "-2147483648"),
                    new Fit("int", "numeric", "5.00", "5"),
                    new Fit("int", "double precision", "1e+3", "1000"),
                    new Fit("int unsigned", "uint4", "4294967295", "4294967295"),
                    new Fit("bigint", "bigint", "-9223372036854775808", "-9223372036854775808"),
                    new Fit("bigint", "bigint", "9223372036854775807", "9223372036854775807"),
                    new Fit(
                            "bigint unsigned",
                            "uint8",
                            "18446744073709551615",
                            "18446744073709551615"),
                    new Fit(
                            "bigint unsigned",
                            "numeric",
                            "9223372036854775808",
                            "9223372036854775808"),
                    new Fit("decimal(10,2)", "numeric", "-99999999.99", "-99999999.99"),
                    new Fit("decimal(10,2)", "numeric", ".5", "0.50"),
                    new Fit("decimal(10,2)", "numeric", "-.5", "-0.50"),
                    new Fit("decimal(10,2)", "numeric", "1.500000", "1.50"),
                    new Fit("decimal(10,2)", "money", "-$1,234.56", "-1234.56"),
                    new Fit("decimal(10,2)", "double precision", "1.5e+3", "1500.00"),
                    new Fit(
                            "decimal(65,30)",
                            "numeric",
                            "-99999999999999999999999999999999999.999999999999999999999999999999",
                            "-99999999999999999999999999999999999.999999999999999999999999999999"),
                    new Fit(
                            "decimal(65,30)",
                            "numeric",
                            "-.000000000000000000000000000001",
                            "-0.000000000000000000000000000001"),
                    new Fit("decimal(10,0) unsigned", "numeric", "-0", "0"),
                    new Fit("float", "real", ".100000001", "0.10000000149011612"),
                    new Fit("float", "real", "0.1", "0.10000000149011612"),
                    new Fit("float", "real", "-3.4028235e+38", "-3.4028234663852886E38"),
                    new Fit("float", "real", "1.4e-45", "1.401298464324817E-45"),
                    new Fit("float", "real", "-0", "-0.0"),
                    new Fit("float(7,2)", "numeric", "999.01", "999.010009765625"),
                    new Fit("double", "double precision", ".100000000000000006", "0.1"),
                    new Fit(
                            "double",
                            "double precision",
                            "1.79769313486231571e+308",
                            "1.7976931348623157E308"),
                    new Fit("double", "double precision", "4.94065645841246544e-324", "4.9E-324"),
                    new Fit("double", "double precision", "-0", "-0.0"),
                    new Fit("double", "numeric", "1" + "0".repeat(308), "1.0E308"),
                    new Fit("double", "numeric", ".3", "0.3"),
                    new Fit(
                            "double",
                            "double precision",
                            "123456789.123456791",
                            "1.2345678912345679E8"),
                    new Fit("bit(1)", "bit", "1", "1"),
                    new Fit("bit(1)", "boolean", "true", "1"),
                    new Fit("bit(8)", "bit", "00001010", "1010"),
                    new Fit("bit(8)", "bit varying", "101", "101"),
                    new Fit("bit(8)", "integer", "10", "1010"),
                    new Fit("bit(64)", "bit", "1".repeat(64), "1".repeat(64)),
                    new Fit("char(5)", "character", "ab   ", "ab"),
                    new Fit("char(5)", "character", "表é😀  ", "表é😀"),
                    new Fit("char(5)", "character", "     ", ""),
                    new Fit("varchar(5)", "character", "ab   ", "ab"),
                    new Fit("varchar(14)", "character varying", "  lead trail  ", "  lead trail  "),
                    new Fit(
                            "varchar(40)",
                            "character varying",
                            "back\\slash \\' \\\\",
                            "back\\slash \\' \\\\"),
                    new Fit(
                            "varchar(40)",
                            "character varying",
                            "q'\"`\n\r\t\u001a\b%_",
                            "q'\"`\n\r\t\u001a\b%_"),
                    new Fit("varchar(40)", "character varying", "", ""),
                    new Fit("varchar(40)", "character varying", "null", "null"),
                    new Fit("varchar(40)", "boolean", "true", "true"),
                    new Fit("varchar(40)", "integer[]", "{1,2,NULL}", "{1,2,NULL}"),
                    new Fit("varchar(40)", "interval", "1 year 2 mons", "1 year 2 mons"),
                    new Fit("varchar(4) character set latin1", "text", "€ñÿ\u0081", "€ñÿ\u0081"),
                    new Fit("varchar(4) character set ascii", "text", "abcd", "abcd"),
                    new Fit("varchar(4) character set utf8mb3", "text", "表\uffff", "表\uffff"),
                    new Fit("varchar(4) character set gbk", "text", "中文", "中文"),
                    new Fit("varchar(4) character set ucs2", "text", "中文", "中文"),
                    new Fit("tinytext", "text", "a".repeat(255), "a".repeat(255)),
                    new Fit(
                            "tinytext character set latin1",
                            "text",
                            "ÿ".repeat(255),
                            "ÿ".repeat(255)),
                    new Fit("text", "text", "multi\nline 😀", "multi\nline 😀"),
                    new Fit("longtext", "text", "l", "l"),
                    new Fit("binary(5)", "\"binary\"", "\\x6162", "6162000000"),
                    new Fit("varbinary(4)", "varbinary", "\\x00ff5c27", "00FF5C27"),
                    new Fit("varbinary(4)", "varbinary", "\\x", ""),
                    new Fit("varbinary(9)", "character varying", "\\x表", "5C78E8A1A8"),
                    new Fit("blob", "blob", "00FF5C27", "00FF5C27"),
                    new Fit("blob", "blob", "\\x00ff5c27", "00FF5C27"),
                    new Fit("longblob", "longblob", "", ""),
                    new Fit("mediumblob", "bytea", "\\xdeadbeef00", "DEADBEEF00"),
                    new Fit("tinyblob", "raw", "DEADBEEF", "DEADBEEF"),
                    new Fit("date", "date", "0000-00-00", "0000-00-00"),
                    new Fit("date", "date", "2024-00-10", "2024-00-10"),
                    new Fit("date", "date", "2024-02-29", "2024-02-29"),
                    new Fit("date", "date", "9999-12-31", "9999-12-31"),
                    new Fit("date", "date", "0001-01-01", "0001-01-01"),
                    new Fit(
                            "date",
                            "timestamp without time zone",
                            "2024-02-29 00:00:00",
                            "2024-02-29"),
                    new Fit("time", "time without time zone", "838:59:59", "838:59:59"),
                    new Fit("time", "time without time zone", "-838:59:59", "-838:59:59"),
                    new Fit("time", "time without time zone", "24:00:00", "24:00:00"),
                    new Fit("time", "interval", "100:00:00", "100:00:00"),
                    new Fit("time(3)", "time without time zone", "-00:00:00.5", "-00:00:00.500"),
                    new Fit(
                            "time(6)",
                            "time without time zone",
                            "838:59:58.999999",
                            "838:59:58.999999"),
                    new Fit(
                            "datetime",
                            "timestamp without time zone",
                            "0000-00-00 00:00:00",
                            "0000-00-00 00:00:00"),
                    new Fit(
                            "datetime",
                            "timestamp without time zone",
                            "9999-12-31 23:59:59",
                            "9999-12-31 23:59:59"),
                    new Fit("datetime", "date", "2024-02-29", "2024-02-29 00:00:00"),
                    new Fit(
                            "datetime(3)",
                            "timestamp without time zone",
                            "2024-01-01 01:02:03.45",
                            "2024-01-01 01:02:03.450"),
                    new Fit(
                            "datetime(6)",
                            "timestamp without time zone",
                            "2024-01-01 01:02:03.000001",
                            "2024-01-01 01:02:03.000001"),
                    new Fit(
                            "datetime",
                            "timestamp with time zone",
                            "2024-01-01 01:02:03+08",
                            "2023-12-31 17:02:03"),
                    new Fit(
                            "timestamp",
                            "timestamp with time zone",
                            "1970-01-01 00:00:01+00",
                            "1970-01-01 00:00:01"),
                    new Fit(
                            "timestamp",
                            "timestamp with time zone",
                            "2038-01-19 11:14:07+08",
                            "2038-01-19 03:14:07"),
                    new Fit(
                            "timestamp",
                            "timestamp with time zone",
                            "0000-00-00 00:00:00+08:05:43",
                            "0000-00-00 00:00:00"),
                    new Fit(
                            "timestamp",
                            "timestamp with time zone",
                            "1999-12-31 18:29:59-05:30",
                            "1999-12-31 23:59:59"),
                    new Fit(
                            "timestamp(6)",
                            "timestamp with time zone",
                            "2038-01-19 03:14:07.999999+00",
                            "2038-01-19 03:14:07.999999"),
                    new Fit("year", "year", "0", "0000"),
                    new Fit("year", "year", "2155", "2155"),
                    new Fit("year", "year", "24", "2024"),
                    new Fit("year", "year", "70", "1970"),
                    new Fit("enum('x','it''s','a,b','2','b\\\\s')", "mood", "it's", "it's"),
                    new Fit("enum('x','it''s','a,b','2','b\\\\s')", "mood", "2", "2"),
                    new Fit("enum('x','it''s','a,b','2','b\\\\s')", "mood", "b\\s", "b\\s"),
                    new Fit("set('a','b','c','表')", "s", "c,a", "a,c"),
                    new Fit("set('a','b','c','表')", "s", "表", "表"),
                    new Fit("set('a','b','c','表')", "s", "", ""),
                    new Fit(
                            "json",
                            "json",
                            "{\"a\": [1, \"x\\n\\\"'\", null]}",
                            "{\"a\": [1, \"x\\n\\\"'\", null]}"),
                    new Fit("json", "jsonb", "18446744073709551615", "18446744073709551615"),
                    new Fit("json", "integer[]", "{{1,2},{3,NULL}}", "[[1, 2], [3, null]]"),
                    new Fit("json", "boolean[]", "{t,f}", "[true, false]"),
                    new Fit(
                            "json",
                            "text[]",
                            "{a,\"b c\",\"d\\\"e\",NULL,\"NULL\"}",
                            "[\"a\", \"b c\", \"d\\\"e\", null, \"NULL\"]"),
                    new Fit("point", "point", "(1.5,-2)", "POINT(1.5 -2)"),
                    new Fit(
                            "polygon",
                            "polygon",
                            "((0,0),(1,1),(1,0))",
                            "POLYGON((0 0,1 1,1 0,0 0))"),
                    new Fit("linestring", "path", "[(0,0),(1,1)]", "LINESTRING(0 0,1 1)"),
                    new Fit("geometry", "path", "((0,0),(1,1))", "LINESTRING(0 0,1 1,0 0)"),
                    new Fit("geometry", "box", "(3,4),(1,2)", "POLYGON((1 2,3 2,3 4,1 4,1 2))"),
                    new Fit(
                            "multilinestring",
                            "bytea",
                            "\\x010500000001000000"
                                    + "010200000002000000"
                                    + "000000000000f03f0000000000000040"
                                    + "00000000000008400000000000001040",
                            "MULTILINESTRING((1 2,3 4))"),
                    new Fit(
                            "geometry",
                            "bytea",
                            "\\x000000000101000000000000000000f03f0000000000000040",
                            "POINT(1 2)"),
                    new Fit(
                            "geometry",
                            "geometry",
                            "0101000020110F0000000000000000F03F0000000000000040",
                            "POINT(1 2)"),
                    new Fit(
                            "char(36)",
                            "uuid",
                            "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
                            "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"));

    static final List<Unfit> UNFITTING =
            List.of(
                    new Unfit("tinyint", "integer", "128", "range"),
                    new Unfit("tinyint", "integer", "1000", "range"),
                    new Unfit("tinyint unsigned", "integer", "-1", "range"),
                    new Unfit("mediumint", "integer", "16777215", "range"),
                    new Unfit("bigint", "uint8", "9223372036854775808", "range"),
                    new Unfit("bigint unsigned", "numeric", "18446744073709551616", "range"),
                    new Unfit("bigint unsigned", "bigint", "-1", "range"),
                    new Unfit("int", "numeric", "1.5", "whole"),
                    new Unfit("int", "numeric", "1e400", "range"),
                    new Unfit("int", "text", "7x", "number"),
                    new Unfit("int", "text", "", "number"),
                    new Unfit("int", "text", " 7", "number"),
                    new Unfit("int", "bit", "101", "bits"),
                    new Unfit("int", "double precision", "NaN", "NaN"),
                    new Unfit("decimal(10,2)", "numeric", "1.005", "decimals"),
                    new Unfit("decimal(10,2)", "numeric", "-.001", "decimals"),
                    new Unfit("decimal(10,2)", "numeric", "100000000", "digits"),
                    new Unfit("decimal(10,2)", "numeric", "NaN", "NaN"),
                    new Unfit("decimal(10,2) unsigned", "numeric", "-1", "negative"),
                    new Unfit("decimal(10,2)", "money", "€5", "number"),
                    new Unfit("float", "real", "NaN", "NaN"),
                    new Unfit("float", "double precision", "1e+39", "range"),
                    new Unfit("double", "real", "-Infinity", "infinity"),
                    new Unfit("double", "numeric", "1" + "0".repeat(309), "range"),
                    new Unfit("double unsigned", "real", "-1", "negative"),
                    new Unfit("float(7,2)", "numeric", "1.005", "decimals"),
                    new Unfit("float(7,2)", "numeric", "100000", "digits"),
                    new Unfit("bit(8)", "bit", "255", "bit_output"),
                    new Unfit("bit(8)", "bit", "101", "bit_output"),
                    new Unfit("bit(8)", "bit", "111111111", "bits"),
                    new Unfit("bit(8)", "integer", "256", "bits"),
                    new Unfit("char(5)", "character varying", "abcdef", "longer"),
                    new Unfit("varchar(5)", "character varying", "abcde ", "longer"),
                    new Unfit("varchar(2)", "character varying", "😀😀😀", "longer"),
                    new Unfit("varchar(9)", "bytea", "\\x61", "binary"),
                    new Unfit("tinytext", "text", "é".repeat(128), "longer"),
                    new Unfit("varchar(9) character set latin1", "text", "中", "lacks"),
                    new Unfit("varchar(9) character set utf8mb3", "text", "😀", "lacks"),
                    new Unfit("varchar(9) character set ascii", "text", "é", "lacks"),
                    new Unfit("binary(2)", "\"binary\"", "\\x616200", "longer"),
                    new Unfit("varbinary(2)", "varbinary", "ab", "bytea_output"),
                    new Unfit("blob", "blob", "ABC", "odd"),
                    new Unfit("blob", "blob", "xy", "hex"),
                    new Unfit(
                            "date",
                            "timestamp without time zone",
                            "2024-02-29 13:14:15",
                            "time of day"),
                    new Unfit("date", "date", "2024-02-30", "calendar"),
                    new Unfit("date", "date", "2023-02-29", "calendar"),
                    new Unfit("date", "date", "infinity", "infinite"),
                    new Unfit("date", "date", "0044-03-15 BC", "BC"),
                    new Unfit("date", "date", "10000-01-01", "9999"),
                    new Unfit("date", "date", "24-01-01", "ISO"),
                    new Unfit("time", "time without time zone", "839:00:00", "838"),
                    new Unfit("time", "time without time zone", "01:02:03.5", "digits"),
                    new Unfit("time(6)", "time without time zone", "838:59:59.000001", "838"),
                    new Unfit("time", "time with time zone", "13:14:15+08", "zone"),
                    new Unfit("time", "interval", "1 day 02:00:00", "form"),
                    new Unfit(
                            "datetime",
                            "timestamp without time zone",
                            "2024-01-01 00:00:00.5",
                            "digits"),
                    new Unfit(
                            "datetime(6)", "timestamp without time zone", "-infinity", "infinite"),
                    new Unfit(
                            "datetime(6)",
                            "timestamp with time zone",
                            "9999-12-31 23:00:00-08",
                            "9999"),
                    new Unfit(
                            "timestamp",
                            "timestamp with time zone",
                            "1970-01-01 00:00:00+00",
                            "range"),
                    new Unfit(
                            "timestamp",
                            "timestamp with time zone",
                            "2038-01-19 03:14:08+00",
                            "range"),
                    new Unfit(
                            "timestamp",
                            "timestamp without time zone",
                            "2024-00-01 00:00:00",
                            "zero"),
                    new Unfit("year", "year", "1900", "range"),
                    new Unfit("year", "year", "2156", "range"),
                    new Unfit("enum('a','b')", "mood", "2", "member"),
                    new Unfit("enum('a','b')", "mood", "A", "member"),
                    new Unfit("enum('a','b')", "mood", "", "empty label"),
                    new Unfit("set('a','b')", "s", "3", "member"),
                    new Unfit("set('a','b')", "s", "a,c", "member"),
                    new Unfit("json", "json", "", "empty"),
                    new Unfit("json", "json", "{\"n\": 123456789012345678901234567890}", "double"),
                    new Unfit("json", "numeric[]", "{NaN}", "NaN"),
                    new Unfit("point", "point", "(NaN,1)", "NaN"),
                    new Unfit("geometry", "circle", "<(1,2),3>", "shape"),
                    new Unfit("geometry", "bytea", "\\x0011", "WKB"));

    private ValueCases() {}

    /** MariaDB spells the SRID of a column in another way. */
    static boolean isForMySqlOnly(Fit fit) {
        return fit.column().contains("srid");
    }

    /** MariaDB keeps JSON as text, and fractions behind the last second of TIME, and has instants up to 2106. */
    static boolean fitsMariaDb(Unfit unfit) {
        return unfit.reason().equals("double")
                || unfit.column().equals("time(6)")
                || unfit.printed().startsWith("2038-01-19 03:14:08");
    }
}
