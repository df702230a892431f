package org.opengauss.reversemigration.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.opengauss.reversemigration.testbed.TargetServer;

/** What the figures were measured on. */
final class Machine {
    private Machine() {}

    static Map<String, String> facts(TargetServer server) throws SQLException, IOException {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("memory", firstNumber("/proc/meminfo") / 1024 + " MiB");
        facts.put("processor", processor());
        facts.put("loadBefore", Files.readString(Path.of("/proc/loadavg"), UTF_8).split(" ")[0]);
        facts.put("java", System.getProperty("java.vm.version"));
        try (Connection connection = server.connect("");
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select version(), @@sync_binlog, @@innodb_flush_log_at_trx_commit, @@log_bin,"
                                        + " @@innodb_buffer_pool_size")) {
            row.next();
            facts.put("mysql", row.getString(1));
            facts.put("sync_binlog", row.getString(2));
            facts.put("innodb_flush_log_at_trx_commit", row.getString(3));
            facts.put("log_bin", row.getString(4));
            facts.put("innodb_buffer_pool_size", row.getString(5));
        }
        return facts;
    }

    private static long firstNumber(String file) throws IOException {
        String line = Files.readString(Path.of(file), UTF_8).lines().findFirst().orElse("0");
        return Long.parseLong(line.replaceAll("\\D", ""));
    }

    private static String processor() throws IOException {
        return Files.readString(Path.of("/proc/cpuinfo"), UTF_8)
                .lines()
                .filter(line -> line.startsWith("model name"))
                .findFirst()
                .map(line -> line.replaceFirst("^[^:]*: *", ""))
                .orElse(System.getProperty("os.arch"));
    }
}
