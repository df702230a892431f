package org.opengauss.reversemigration.endtoend;

import static java.nio.charset.StandardCharsets.UTF_16;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengauss.reversemigration.standin.Manners;
import org.opengauss.reversemigration.testbed.ToolConfig;
import org.opengauss.reversemigration.testbed.ToolProcess;

/** Values that a tool which pastes texts into statements breaks on, or is broken by. */
class ValuesThatCorruptIT {
    private static final List<String> TEXTS =
            List.of(
                    "trailing backslash \\",
                    "\\",
                    "\\\\'",
                    "'; drop table t; --",
                    "\"; drop table t; #",
                    "null",
                    "NULL",
                    "",
                    " ",
                    "emoji \uD83D\uDE80 and \uD83E\uDD26\uD83C\uDFFD\u200D\u2642\uFE0F",
                    "line\r\nbreak\ttab\b\f\u001a%_`?:x{}",
                    "\u4E2D\u6587\uFFFD\uFEFF\u0301",
                    "[\"json\\u0000\"]");

    @ParameterizedTest(name = "{0}, {1} decoders, style {2}, batch {3}")
    @CsvSource({"complete, 1, j, 0", "auto, 4, j, 0", "auto, 4, j, 1", "fast, 4, b, 1"})
    void arriveAsTheyWereWritten(String stream, int decoders, String style, int batch)
            throws Exception {
        Manners manners = Manners.of(Manners.Version.V6_0, Manners.Compatibility.B, false);
        try (TwoEnds ends = TwoEnds.create(manners)) {
            ends.source()
                    .execute(
                            "create table t (id int primary key, v varchar(200), w text, b bytea)");
            ends.source()
                    .execute(
                            "create table f (v varchar(200), b bytea); alter table f replica identity full");
            ends.target()
                    .execute(
                            "create table t (id int primary key, v varchar(200), w longtext, b longblob) charset utf8mb4;"
                                    + "create table f (v varchar(200), b longblob) charset utf8mb4");
            ToolConfig config =
                    ends.created(
                            ends.config()
                                    .with("slot.stream", stream)
                                    .with("slot.parallel-decode-num", decoders)
                                    .with("slot.decode-style", style)
                                    .with("slot.sending-batch", batch));
            write(ends);
            try (ToolProcess tool = ToolProcess.start(config)) {
                ends.awaitEqual(tool, "t", "f");
                // rows without a key are found by these values, rows with one get them by update
                ends.source()
                        .execute(
                                "delete from f where v like '%drop table%'; update f set v = v || '\\' where length(v) < 5;"
                                        + "update t set w = v, v = 'null', b = null; delete from f where b is null");
                ends.awaitEqual(tool, "t", "f");
                TwoEnds.stop(tool);
            }
        }
    }

    private static void write(TwoEnds ends) throws SQLException {
        byte[] blob = new byte[1 << 20];
        new Random(20261).nextBytes(blob);
        try (Connection source = ends.source().connect();
                PreparedStatement keyed =
                        source.prepareStatement(
                                "insert into t values (?, ?, ?, decode(?, 'hex'))");
                PreparedStatement keyless =
                        source.prepareStatement("insert into f values (?, decode(?, 'hex'))")) {
            for (int i = 0; i < TEXTS.size(); i++) {
                String hex =
                        HexFormat.of().formatHex(i == 0 ? blob : TEXTS.get(i).getBytes(UTF_16));
                keyed.setInt(1, i);
                keyed.setString(2, TEXTS.get(i));
                keyed.setString(3, TEXTS.get(i).repeat(50));
                keyed.setString(4, hex);
                keyed.execute();
                keyless.setString(1, TEXTS.get(i));
                keyless.setString(2, i % 2 == 0 ? hex : null);
                keyless.execute();
            }
        }
    }
}
