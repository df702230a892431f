package org.opengauss.reversemigration.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.opengauss.reversemigration.model.Lsn;

/**
 * What openGauss keeps in memory about its slots: positions confirmed and who streams. Written to a file that the SQL
 * shims read ({@code standin.fact}), so that knowing it writes no WAL. Thread-safe.
 */
final class SlotBook {
    private final Path file;
    private final Map<String, Lsn> confirmed = new TreeMap<>();

    /** What PostgreSQL says of each slot; another value under the same name is another slot. */
    private final Map<String, Lsn> underneath = new TreeMap<>();

    private final Map<String, String> constants = new TreeMap<>();
    private final Set<String> active = new HashSet<>();

    SlotBook() throws IOException {
        file = Files.createTempFile("standin-", ".facts");
        file.toFile().deleteOnExit();
        write();
    }

    Path file() {
        return file;
    }

    /** A fact that does not change any more. */
    synchronized void put(String key, String value) {
        constants.put(key, value);
        write();
    }

    synchronized Lsn confirmed(String slot) {
        return confirmed.getOrDefault(slot, Lsn.ZERO);
    }

    /** Raises the slot's confirmed position; a lower one is ignored. */
    synchronized boolean confirm(String slot, Lsn position) {
        if (!position.isAfter(confirmed(slot))) {
            return false;
        }
        confirmed.put(slot, position);
        write();
        return true;
    }

    synchronized void drop(String slot) {
        confirmed.remove(slot);
        underneath.remove(slot);
        write();
    }

    /** What a crash does to memory. */
    synchronized void forgetConfirmed() {
        confirmed.clear();
        write();
    }

    /**
     * Takes the slot for one stream; false if another has it. A slot dropped and made again under its name starts anew
     * if {@code forwarded} is false: only then PostgreSQL's own position stays where the slot was made.
     */
    synchronized boolean acquire(SlotFacts slot, boolean forwarded) {
        if (!active.add(slot.name())) {
            return false;
        }
        Lsn known = underneath.put(slot.name(), slot.confirmed());
        if (!forwarded && known != null && !known.equals(slot.confirmed())) {
            confirmed.remove(slot.name());
        }
        return true;
    }

    synchronized void release(String slot) {
        active.remove(slot);
    }

    private void write() {
        String text =
                confirmed.entrySet().stream()
                                .map(
                                        e ->
                                                "confirmed:%s@%s\t%s\n"
                                                        .formatted(
                                                                e.getKey(),
                                                                underneath.getOrDefault(
                                                                        e.getKey(), Lsn.ZERO),
                                                                e.getValue()))
                                .collect(Collectors.joining())
                        + constants.entrySet().stream()
                                .map(e -> e.getKey() + "\t" + e.getValue() + "\n")
                                .collect(Collectors.joining());
        try {
            // replaced as a whole, so that a query never reads half of it
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.write(fresh, text.getBytes(UTF_8));
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r--r--"));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the slots' positions to " + file, e);
        }
    }
}
