package org.opengauss.reversemigration.config;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.model.StreamMode;

/** The keys of section {@code slot}; the original's are taken as they are, or refused with what to write instead. */
final class SlotKeys {
    /** The driver writes the name unquoted into the command, so the server's own rule is too wide. */
    private static final Pattern SLOT_NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    private final Section slot;
    private final List<String> remarks;
    private final int fastDecoders;

    SlotKeys(Section slot, List<String> remarks, int fastDecoders) {
        this.fastDecoders = fastDecoders;
        this.slot = slot;
        this.remarks = remarks;
    }

    SlotConfig read() {
        String name = slot.requiredText("name", "the replication slot on openGauss");
        if (!name.isEmpty() && !SLOT_NAME.matcher(name).matches()) {
            slot.refuse(
                    "name",
                    name,
                    "expected up to 63 of a-z, 0-9 and _, not beginning with a digit");
        }
        plugin();
        asked("include-xids", true);
        asked("skip-empty-xacts", false);
        OptionalInt decoders = slot.integer("parallel-decode-num", 1, 20);
        Optional<StreamMode.Style> style = style();
        OptionalInt sendingBatch = slot.integer("sending-batch", 0, 1);
        if (decoders.orElse(0) == 1 && style.isPresent()) {
            remark("decode-style", "serial decoding (parallel-decode-num 1) has no style");
        }
        if (decoders.orElse(0) == 1 && sendingBatch.isPresent()) {
            remark("sending-batch", "serial decoding (parallel-decode-num 1) has no batches");
        }
        return new SlotConfig(
                name,
                slot.choice("stream", SlotConfig.Stream.AUTO),
                decoders,
                fastDecoders,
                style,
                sendingBatch,
                waitLsn(),
                whiteTables(),
                slot.bool("standby-connection").orElse(false));
    }

    private void plugin() {
        String expected = "mppdb_decoding";
        slot.text("decoding")
                .filter(plugin -> !plugin.equals(expected))
                .ifPresent(
                        plugin ->
                                slot.refuse(
                                        "decoding",
                                        plugin,
                                        plugin.replaceAll("\\s", "").equals(expected)
                                                ? "there is a blank in the name; write " + expected
                                                : "the only plugin is " + expected));
    }

    /** An option of the original that the tool decides itself: positions and xids are needed from every message. */
    private void asked(String key, boolean always) {
        slot.bool(key)
                .filter(given -> given != always)
                .ifPresent(given -> remark(key, "the server is always asked for " + always));
    }

    private Optional<StreamMode.Style> style() {
        Optional<String> text = slot.text("decode-style");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        switch (text.get()) {
            case "j", "json" -> {
                return Optional.of(StreamMode.Style.JSON);
            }
            case "b", "binary" -> {
                return Optional.of(StreamMode.Style.BINARY);
            }
            case "t", "text" ->
                    slot.refuse(
                            "decode-style",
                            text.get(),
                            "the text style is not available yet; use j or b");
            default -> slot.refuse("decode-style", text.get(), "expected j (JSON) or b (binary)");
        }
        return Optional.empty();
    }

    private Optional<Lsn> waitLsn() {
        Optional<String> text = slot.text("waitLSN");
        try {
            return text.map(Lsn::parse);
        } catch (IllegalArgumentException e) {
            slot.refuse(
                    "waitLSN",
                    text.orElseThrow(),
                    "expected a position such as 16/3002D50, or nothing to continue where ledger and"
                            + " slot are");
            return Optional.empty();
        }
    }

    private List<String> whiteTables() {
        List<String> tables = slot.list("white-table-list");
        for (String table : tables) {
            int dot = table.indexOf('.');
            if (dot < 1 || dot == table.length() - 1) {
                slot.refuse(
                        "white-table-list",
                        table,
                        "expected schema.table, schema.* or *.table, with commas between");
            }
        }
        return tables;
    }

    private void remark(String key, String what) {
        remarks.add(slot.pathOf(key) + " is ignored: " + what);
    }
}
