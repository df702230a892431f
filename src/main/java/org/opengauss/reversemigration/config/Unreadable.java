package org.opengauss.reversemigration.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Why a file cannot be read, in the words of the shell. */
final class Unreadable {
    private Unreadable() {}

    static String because(Path file, IOException error) {
        if (error instanceof NoSuchFileException) {
            return "no such file";
        }
        if (error instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (error instanceof CharacterCodingException) {
            return "is not UTF-8";
        }
        if (Files.isDirectory(file)) {
            return "is a directory";
        }
        return error.getMessage() == null ? "input/output error" : error.getMessage();
    }
}
