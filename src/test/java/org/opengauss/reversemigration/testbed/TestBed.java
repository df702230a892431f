package org.opengauss.reversemigration.testbed;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.opengauss.reversemigration.standin.Manners;

/**
 * Source and target for a person or a script: {@code main} starts both, prints a line {@code NAME=VALUE} for each thing to
 * know and a line {@code ready}, and ends them when its standard input ends. The optional argument is a file to write a
 * {@code config.yaml} for them to.
 */
public final class TestBed implements AutoCloseable {
    private final SourceDatabase source;
    private final TargetDatabase target;

    private TestBed(SourceDatabase source, TargetDatabase target) {
        this.source = source;
        this.target = target;
    }

    /** A fresh database on each side, on the shared servers. */
    public static TestBed start(Manners manners) throws SQLException {
        return new TestBed(SourceDatabase.create(manners), TargetDatabase.create());
    }

    public SourceDatabase source() {
        return source;
    }

    public TargetDatabase target() {
        return target;
    }

    public ToolConfig config() {
        return ToolConfig.of(source, target);
    }

    public static void main(String[] arguments) throws SQLException, IOException {
        try (TestBed bed = start(Manners.A_6_0)) {
            if (arguments.length > 0) {
                Files.writeString(Path.of(arguments[0]), bed.config().text());
            }
            bed.facts().forEach((name, value) -> System.out.println(name + "=" + value));
            System.out.println("ready");
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private Map<String, String> facts() throws SQLException {
        Map<String, String> facts = new TreeMap<>();
        facts.put("source.host", source.host());
        facts.put("source.port", Integer.toString(source.port()));
        facts.put("source.user", source.user());
        facts.put("source.password", source.password());
        facts.put("source.database", source.name());
        facts.put("target.host", target.server().host());
        facts.put("target.port", Integer.toString(target.server().port()));
        facts.put("target.user", target.server().adminUser());
        facts.put("target.password", target.server().adminPassword());
        facts.put("target.database", target.name());
        try (var connection = target.connect()) {
            facts.put(
                    "target.version",
                    connection.getMetaData().getDatabaseProductName()
                            + " "
                            + connection.getMetaData().getDatabaseProductVersion());
        }
        return facts;
    }

    @Override
    public void close() throws SQLException {
        source.close();
        target.close();
    }
}
