package org.opengauss.reversemigration.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One case: a folder with these files, {@code ${database}} in each standing for the name of the case's MySQL database.
 *
 * <ul>
 *   <li>{@code source.sql}, {@code target.sql}: the tables on both sides before the slot is made;
 *   <li>{@code changes.sql}: what the application does; a line {@code -- session NAME} switches the session;
 *   <li>{@code source.pg.sql}, {@code changes.pg.sql}: instead of these, what the stand-in's PostgreSQL can store;
 *   <li>{@code config.yaml}: keys laid over the generated ones;
 *   <li>{@code manners}: on which servers and streams it runs, a {@link CaseVariant} each;
 *   <li>{@code expect-failure}: the command that fails and its exit code ({@code start 4}), then a line for each text that it
 *       must have written; both sides are then not compared;
 *   <li>{@code sides-differ}: why both sides are not equal in the end; they are then not compared;
 *   <li>{@code expected.txt}: tables of MySQL at the end, as {@link EndState} reads them; schema {@code ledger} is the
 *       ledger's database.
 * </ul>
 *
 * Each MySQL table is compared with the table of its name on the source; database {@code ${database}_x} holds schema
 * {@code x}, to be mapped so in {@code config.yaml}. Cases that need no server to themselves run side by side ({@link
 * CaseGroup}), each in a schema that is named as its database.
 */
final class CaseFolder {
    /** Serial, parallel as the tool chooses it for 5.0, and parallel with more writers than transactions at a time. */
    private static final String EVERYWHERE = "A_6_0 A_5_0 A_6_0/b1/8";

    private final Path folder;

    CaseFolder(Path folder) {
        this.folder = folder;
    }

    static List<CaseFolder> all() {
        Path cases = Installation.projectFolder().resolve("src/test/resources/cases");
        try (Stream<Path> folders = Files.list(cases)) {
            return folders.filter(Files::isDirectory).sorted().map(CaseFolder::new).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("no folder cases", e);
        }
    }

    String name() {
        return folder.getFileName().toString();
    }

    List<CaseVariant> variants() {
        String text = read("manners").orElse(EVERYWHERE);
        return Arrays.stream(text.strip().split("\\s+")).map(CaseVariant::parse).toList();
    }

    /** Cases of one key can share a running tool; empty if this one needs its own. */
    Optional<String> groupKey() {
        String config = read("config.yaml").orElse("");
        return config.contains("${") || read("expect-failure").isPresent()
                ? Optional.empty()
                : Optional.of(config);
    }

    Path path(String file) {
        return folder.resolve(file);
    }

    String required(String file) {
        return read(file)
                .orElseThrow(() -> new IllegalStateException("case " + name() + " has no " + file));
    }

    Optional<String> read(String file) {
        Path path = path(file);
        try {
            return Files.exists(path) ? Optional.of(Files.readString(path)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("case " + name() + ": " + path + " cannot be read", e);
        }
    }

    @Override
    public String toString() {
        return name();
    }
}
