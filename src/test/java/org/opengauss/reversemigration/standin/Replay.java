package org.opengauss.reversemigration.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.opengauss.reversemigration.standin.StreamOptions.Style;

/**
 * What of the captures is run as SQL and compared, and what is not, with the reason. Captures that no constant names
 * (errors, slot views, DDL messages, batch files that were cut, races of concurrent sessions) are compared elsewhere or
 * only served by the replay mode.
 */
public enum Replay {
    A_5_0(
            Manners.A_5_0,
            List.of("A_schema.sql", "common_schema.sql"),
            List.of("A_types_dml.sql", "common_dml.sql", "common_dml2.sql"),
            List.of(
                    serial("5.0/A_serial_default"),
                    parallel("5.0/A_par4_j_batch0", Style.JSON),
                    parallel("5.0/A_par4_t_batch0", Style.TEXT),
                    parallel("5.0/A_par4_b_batch0", Style.BINARY))),
    B_5_0(
            Manners.B_5_0,
            List.of("B_schema.sql", "common_schema.sql"),
            List.of("B_types_dml.sql", "common_dml.sql"),
            List.of(
                    serial("5.0/B_serial_default"),
                    parallel("5.0/B_par4_j_batch0", Style.JSON),
                    parallel("5.0/B_par4_b_batch0", Style.BINARY))),
    A_6_0(
            Manners.A_6_0,
            List.of("A_schema.sql", "common_schema.sql"),
            List.of("A_types_dml.sql", "common_dml.sql", "common_dml2.sql"),
            List.of(
                    serial("6.0/A_serial_default"),
                    listed("6.0/A_serial_white", "UTC", "", "public.d_pk", "s2.d_pk"),
                    parallel("6.0/A_par4_j_batch0", Style.JSON),
                    parallel("6.0/A_par4_b_batch0", Style.BINARY))),
    A_6_0_TRUNCATE(
            Manners.A_6_0,
            List.of(),
            List.of("A_trunc_upsert.sql"),
            List.of(
                    serial("6.0/A_trunc_upsert_serial"),
                    parallel("6.0/A_trunc_upsert_par4_j", Style.JSON),
                    parallel("6.0/A_trunc_upsert_par4_b", Style.BINARY))),
    DOLPHIN_6_0(
            Manners.DOLPHIN_6_0,
            List.of("B_dolphin_schema.sql"),
            List.of("B_dolphin_dml.sql"),
            List.of(
                    serial("6.0/B_dolphin_serial"),
                    listed(
                            "6.0/B_dolphin_serial_bool_appname_gsql",
                            "UTC",
                            "gsql",
                            "public.ty_bool"),
                    listed(
                            "6.0/B_dolphin_serial_tz_shanghai",
                            "Asia/Shanghai",
                            "",
                            "public.ty_timestamp",
                            "public.m_onupd"),
                    parallel("6.0/B_dolphin_par4_j", Style.JSON),
                    parallel("6.0/B_dolphin_par4_t", Style.TEXT),
                    parallel("6.0/B_dolphin_par4_b", Style.BINARY)));

    record Stream(String capture, StreamOptions options) {}

    /** Parts of statements that are not run. */
    private static final List<String> NOT_RUN =
            List.of(
                    // refused by the server when it was captured
                    "into ty_int16",
                    "ty_serial(id,v)",
                    "ty_xmlt values",
                    "from dual union all",
                    "k_char5 values('ab   '",
                    "u=9",
                    "restart identity",
                    // PostgreSQL's upsert looks at one index only, here the primary key's
                    "'conflict on u'",
                    // b'1' for bit(8) or bit(64), a number in hex: PostgreSQL wants as many bits as
                    // are declared
                    "bit64",
                    "ty_bit8 values(3,",
                    "ty_bit8 values(4,",
                    // a hex literal taken as a decimal number
                    "binary5 values(2,",
                    "k_binary5 values(x",
                    // values bent to fit in the lenient sql_mode
                    "values(50,1000)",
                    "values(50,-",
                    "values(50,repeat",
                    "values(50,'nope')",
                    "values(50,'900",
                    "values(50,12345",
                    "ty_date values(51,",
                    "ty_date values(52,",
                    // an enum by its number, a set in another order
                    "ty_enum values(4,",
                    "ty_set values(4,");

    /** Parts of rows that are not compared. */
    private static final List<String> NOT_COMPARED =
            List.of(
                    // most rows of the filler table were left out of the capture
                    "d_big",
                    // no input function of these types in the stand-in: text stays as it was
                    // written
                    "ty_reltime",
                    "ty_abstime",
                    "ty_tinterval",
                    // the server's own table; the stand-in has none that leaks
                    "gs_source",
                    // rows of two interleaved sessions whose script was not kept
                    "'ilv-",
                    // not run, see above
                    "bit64",
                    "k_binary5",
                    "'upd by u'",
                    // written with the time of day
                    "m_all",
                    "m_onupd",
                    // a value of 1 MiB that was cut in the capture
                    "ty_longtext",
                    // partitions by hash are read in another order, a collation without case is not
                    // there,
                    // TRUNCATE does not restart AUTO_INCREMENT
                    "m_hash",
                    "m_ci",
                    "m_trunc1");

    /** Rows not compared because their statement is not run: table and key. */
    private static final Pattern ROW_NOT_COMPARED =
            Pattern.compile(
                    "ty_((tinyint|utinyint|ubigint|varchar|enum|time|dec102)[^_a-z].*?"
                            + key("50")
                            + "|bit8[^_a-z].*?"
                            + key("[34]")
                            + "|date[^_a-z].*?"
                            + key("5[12]")
                            + "|binary5[^_a-z].*?"
                            + key("2")
                            + "|(enum|set)[^_a-z].*?"
                            + key("4")
                            + ")");

    final Manners manners;
    final List<String> schema;
    final List<String> changes;
    final List<Stream> streams;

    Replay(Manners manners, List<String> schema, List<String> changes, List<Stream> streams) {
        this.manners = manners;
        this.schema = schema;
        this.changes = changes;
        this.streams = streams;
    }

    /** Not run on the stand-in, for a reason given at the list. */
    public boolean isNotRun(String sql) {
        return NOT_RUN.stream().anyMatch(sql::contains);
    }

    /** Fails on the server too, and takes its transaction with it. */
    public boolean fails(String sql) {
        return sql.contains("values(15,'err')")
                // types that came with dolphin
                || !manners.dolphin()
                        && sql.matches("(?s).* ty_(bin|varbin|year|enumc|uint4|datetime)\\b.*");
    }

    boolean isExcluded(String row) {
        return NOT_COMPARED.stream().anyMatch(row::contains)
                || ROW_NOT_COMPARED.matcher(row).find();
    }

    /** The first value of a row in any of the styles. */
    private static String key(String value) {
        return "(_val\":\\[\"|id\\[23\\]='|id\\[integer\\]:)" + value + "\\b";
    }

    private static Stream serial(String capture) {
        return new Stream(capture, StreamOptions.serial());
    }

    private static Stream listed(
            String capture, String zone, String application, String... tables) {
        List<String> listed = new ArrayList<>(List.of(tables));
        listed.add("public.standin_end");
        return new Stream(
                capture,
                new StreamOptions(
                        1,
                        Style.JSON,
                        false,
                        true,
                        true,
                        true,
                        true,
                        false,
                        listed,
                        Duration.ZERO,
                        ZoneId.of(zone),
                        application));
    }

    private static Stream parallel(String capture, Style style) {
        return new Stream(
                capture,
                new StreamOptions(
                        4,
                        style,
                        false,
                        true,
                        true,
                        false,
                        true,
                        false,
                        List.of(),
                        Duration.ZERO,
                        ZoneId.of("UTC"),
                        "PostgreSQL JDBC Driver"));
    }

    /** Rows by transaction, empty ones left out. */
    static List<List<String>> transactions(
            List<byte[]> messages, Stream stream, Predicate<String> excluded) {
        List<List<String>> transactions = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        for (byte[] message : messages) {
            String text =
                    stream.options().style() == Style.BINARY
                            ? recordText(message)
                            : new String(message, UTF_8);
            if (text.startsWith("COMMIT") || text.startsWith("commit")) {
                if (!rows.isEmpty()) {
                    transactions.add(rows);
                }
                rows = new ArrayList<>();
            } else if (!text.startsWith("BEGIN") && !excluded.test(text)) {
                rows.add(text);
            }
        }
        return transactions;
    }

    /** A record of style b as text, oids of types made by users alike. */
    private static String recordText(byte[] frame) {
        ByteBuffer in = ByteBuffer.wrap(frame).position(12);
        char tag = (char) in.get();
        if (tag == 'B' || tag == 'C') {
            return tag == 'B' ? "BEGIN" : "COMMIT";
        }
        StringBuilder text =
                new StringBuilder()
                        .append(tag)
                        .append(' ')
                        .append(name(in))
                        .append('.')
                        .append(name(in));
        while (in.remaining() > 1) {
            text.append(' ').append((char) in.get()).append(':');
            int columns = in.getShort();
            for (int i = 0; i < columns; i++) {
                text.append(' ').append(name(in)).append('[');
                int oid = in.getInt();
                text.append(oid >= 16384 ? "user" : oid).append("]=");
                int length = in.getInt();
                if (length < 0) {
                    text.append("NULL");
                } else {
                    byte[] value = new byte[length];
                    in.get(value);
                    text.append('\'').append(new String(value, UTF_8)).append('\'');
                }
            }
        }
        return text.append((char) in.get()).toString();
    }

    private static String name(ByteBuffer in) {
        byte[] bytes = new byte[in.getShort()];
        in.get(bytes);
        return new String(bytes, UTF_8);
    }
}
