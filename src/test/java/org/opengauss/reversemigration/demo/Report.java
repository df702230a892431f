package org.opengauss.reversemigration.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What the demo says: on the terminal at once, and the summary in a file too. One thread. */
final class Report {
    private final PrintStream out = new PrintStream(System.out, true, UTF_8);
    private final Path folder;
    private final StringBuilder summary = new StringBuilder();

    /** The folder is made if it is not there. */
    Report(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }

    /** A line that belongs to the summary as well. */
    void summary(String format, Object... values) {
        line(format, values);
        summary.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    void file(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text, UTF_8);
    }

    void writeSummary() throws IOException {
        file("summary.txt", summary.toString());
    }
}
