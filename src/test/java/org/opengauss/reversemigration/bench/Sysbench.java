package org.opengauss.reversemigration.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.opengauss.reversemigration.testbed.Installation;
import org.opengauss.reversemigration.testbed.PostgresDatabase;

/** sysbench from Debian's packages, as {@code scripts/testbed sysbench} has unpacked it, writing into PostgreSQL. */
final class Sysbench {
    private Sysbench() {}

    static boolean isInstalled() {
        return Installation.get().has("sysbench");
    }

    /** Runs one of its scripts for that many events, on tables that are there already. */
    static void run(String script, PostgresDatabase database, int tables, int tableSize, int events)
            throws IOException, InterruptedException {
        Path home = Installation.get().home("sysbench");
        List<String> line = new ArrayList<>();
        line.add(home.resolve("bin/sysbench").toString());
        line.add(home.resolve("usr/share/sysbench/" + script + ".lua").toString());
        line.add("--db-driver=pgsql");
        line.add("--pgsql-host=" + database.server().host());
        line.add("--pgsql-port=" + database.server().port());
        line.add("--pgsql-user=" + database.server().user());
        line.add("--pgsql-db=" + database.name());
        line.add("--tables=" + tables);
        line.add("--table-size=" + tableSize);
        line.add("--rand-type=uniform");
        line.add("--threads=2");
        line.add("--time=0");
        line.add("--events=" + events);
        line.add("run");
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        Thread atExit = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        int code = process.waitFor();
        Runtime.getRuntime().removeShutdownHook(atExit);
        if (code != 0) {
            throw new IllegalStateException(
                    "sysbench " + script + " ended with " + code + ": " + output);
        }
    }
}
