package org.opengauss.reversemigration.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * Replaces {@code ${ENV:NAME}} and {@code ${FILE:path}} in a value; {@code $${} stands for <code>${</code>. A file
 * gives its text without the last line end; a relative path starts at the configuration's own folder.
 */
final class References {
    /** Thrown with a text that holds no value, only the name of what was looked for. */
    static final class UnresolvedException extends Exception {
        private static final long serialVersionUID = 1L;

        UnresolvedException(String message) {
            super(message);
        }
    }

    /** What Java puts in place of bytes that the locale's encoding does not have. */
    private static final char UNDECODED = '\uFFFD';

    private final UnaryOperator<String> environment;
    private final Path folder;

    References(UnaryOperator<String> environment, Path folder) {
        this.environment = environment;
        this.folder = folder;
    }

    /** Whether the text takes anything from outside the configuration file. */
    static boolean areIn(String text) {
        return text.contains("${ENV:") || text.contains("${FILE:");
    }

    String resolve(String text) throws UnresolvedException {
        StringBuilder resolved = new StringBuilder();
        int at = 0;
        while (true) {
            int open = text.indexOf("${", at);
            if (open < 0) {
                return resolved.append(text, at, text.length()).toString();
            }
            if (open > at && text.charAt(open - 1) == '$') {
                resolved.append(text, at, open - 1).append("${");
                at = open + 2;
                continue;
            }
            int close = text.indexOf('}', open);
            if (close < 0) {
                throw new UnresolvedException(
                        "a ${ is not closed by }; a literal ${ is written $${");
            }
            resolved.append(text, at, open).append(lookUp(text.substring(open + 2, close)));
            at = close + 1;
        }
    }

    private String lookUp(String reference) throws UnresolvedException {
        if (reference.startsWith("ENV:")) {
            String name = reference.substring(4);
            String value = environment.apply(name);
            if (value == null) {
                throw new UnresolvedException("environment variable " + name + " is not set");
            }
            if (value.indexOf(UNDECODED) >= 0) {
                throw new UnresolvedException(
                        "environment variable "
                                + name
                                + " holds characters that Java cannot read under this locale; set"
                                + " LC_ALL=C.UTF-8, or take the value from ${FILE:path}");
            }
            return value;
        }
        if (reference.startsWith("FILE:")) {
            return read(reference.substring(5));
        }
        throw new UnresolvedException(
                "expected ${ENV:NAME} or ${FILE:path}; a literal ${ is written $${");
    }

    private String read(String name) throws UnresolvedException {
        Path file;
        try {
            file = folder.resolve(name);
        } catch (InvalidPathException e) {
            throw new UnresolvedException("file " + name + " cannot be read: no valid path");
        }
        try {
            String text = Files.readString(file, UTF_8);
            return text.endsWith("\r\n")
                    ? text.substring(0, text.length() - 2)
                    : text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        } catch (IOException e) {
            throw new UnresolvedException(
                    "file " + name + " cannot be read: " + Unreadable.because(file, e));
        }
    }
}
