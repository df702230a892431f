package org.opengauss.reversemigration.source;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.opengauss.reversemigration.config.SlotConfig;
import org.opengauss.reversemigration.model.SourceTable;
import org.opengauss.reversemigration.model.StreamMode;

/**
 * Which stream to ask for, why, and what it cannot see.
 *
 * @param asGsql connect with {@code ApplicationName=gsql}, by which dolphin prints booleans right in serial streams (and
 *     blobs as {@code \x} lower-case)
 * @param reason one sentence for the banner
 * @param blindSpots sentences for the banner; empty where the stream carries everything
 */
public record StreamPlan(StreamMode mode, boolean asGsql, String reason, List<String> blindSpots) {
    /** From this version on a serial stream carries TRUNCATE, DDL and the rows behind them. */
    private static final int COMPLETE_SINCE = 6;

    public StreamPlan {
        requireNonNull(mode, "mode is null");
        requireNonNull(reason, "reason is null");
        blindSpots = List.copyOf(blindSpots);
    }

    public static StreamPlan choose(SlotConfig slot, SourceSession session) {
        return choose(slot, session.majorVersion(), session.hasDolphin(), session.tables());
    }

    /**
     * @param majorVersion of the server; 0 = unknown, taken for an old one
     * @param tables the replicated tables; those with boolean columns matter where dolphin prints them wrong
     */
    public static StreamPlan choose(
            SlotConfig slot, int majorVersion, boolean dolphin, List<SourceTable> tables) {
        return new Chooser(slot, majorVersion, dolphin, tables).choose();
    }

    private record Chooser(
            SlotConfig slot, int majorVersion, boolean dolphin, List<SourceTable> tables) {
        StreamPlan choose() {
            if (slot.decoders().isPresent()) {
                int decoders = slot.decoders().getAsInt();
                String asked = "parallel-decode-num " + decoders + " is configured";
                return decoders == 1
                        ? serial(asked + ignoredKeys())
                        : parallel(decoders, slot.sendingBatch().orElse(0), asked + styleNote());
            }
            boolean newServer = majorVersion >= COMPLETE_SINCE;
            return switch (slot.stream()) {
                case COMPLETE ->
                        serial(
                                "slot.stream is complete"
                                        + (newServer
                                                ? ""
                                                : ", although a serial stream of a server before 6.0"
                                                        + " carries no more than a parallel one")
                                        + ignoredKeys());
                case FAST -> fast("slot.stream is fast");
                case AUTO ->
                        newServer
                                ? serial(
                                        "slot.stream is auto, and from 6.0 on a serial stream carries"
                                                + " TRUNCATE, DDL and the rows behind them"
                                                + ignoredKeys())
                                : fast(
                                        "slot.stream is auto, and before 6.0 a serial stream carries no"
                                                + " more than a parallel one");
            };
        }

        private StreamPlan serial(String reason) {
            String why = reason;
            if (dolphin) {
                why +=
                        "; connecting as gsql, because dolphin's booleans would otherwise all read false";
            }
            return new StreamPlan(StreamMode.SERIAL, dolphin, why, serialBlindSpots());
        }

        private StreamPlan fast(String reason) {
            return parallel(slot.fastDecoders(), slot.sendingBatch().orElse(1), reason);
        }

        private StreamPlan parallel(int decoders, int batch, String reason) {
            // The server's own default is binary: a missing style means b.
            StreamMode.Style style = slot.style().orElse(StreamMode.Style.BINARY);
            String why = reason;
            List<String> booleans = tablesWithBooleans();
            if (style == StreamMode.Style.JSON && dolphin && !booleans.isEmpty()) {
                style = StreamMode.Style.BINARY;
                why +=
                        "; decode-style is raised to b, because with dolphin every boolean reads false in"
                                + " the other styles (boolean columns in "
                                + String.join(", ", booleans)
                                + ")";
            }
            StreamMode mode = new StreamMode(decoders, style, batch == 1);
            return new StreamPlan(mode, false, why, parallelBlindSpots(style));
        }

        private String styleNote() {
            return slot.style().isEmpty() ? "; without decode-style the server's default is b" : "";
        }

        /** Serial decoding refuses these options, so they are left out, and that is said. */
        private String ignoredKeys() {
            List<String> keys = new ArrayList<>();
            slot.style().ifPresent(style -> keys.add("decode-style"));
            slot.sendingBatch().ifPresent(batch -> keys.add("sending-batch"));
            return keys.isEmpty()
                    ? ""
                    : "; " + String.join(" and ", keys) + " has no meaning in a serial stream";
        }

        private List<String> tablesWithBooleans() {
            return tables.stream()
                    .filter(table -> !table.booleanColumns().isEmpty())
                    .map(table -> table.name().toString())
                    .sorted()
                    .toList();
        }

        private List<String> serialBlindSpots() {
            if (majorVersion >= COMPLETE_SINCE) {
                return List.of(
                        "DDL statements come only where this database has a publication WITH (ddl=...);"
                                + " TRUNCATE and the rows behind a DDL come in any case");
            }
            return lostBehindDefinitions("this server is older than 6.0");
        }

        private List<String> parallelBlindSpots(StreamMode.Style style) {
            List<String> spots = new ArrayList<>(lostBehindDefinitions("the stream is parallel"));
            if (style == StreamMode.Style.JSON && dolphin) {
                spots.add(
                        "boolean columns added later will read false: with dolphin only decode-style b"
                                + " carries them");
            }
            return spots;
        }

        private static List<String> lostBehindDefinitions(String because) {
            return List.of(
                    "TRUNCATE and DDL are not in the stream (" + because + ")",
                    "rows written behind a DDL, TRUNCATE, CREATE TEMP TABLE, CREATE TABLE AS or GRANT in"
                            + " the same transaction are not in the stream ("
                            + because
                            + "); only a comparison of both sides finds them");
        }
    }
}
