package org.opengauss.reversemigration.testbed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.opengauss.reversemigration.standin.Manners;

/**
 * Where a case runs, as its file {@code manners} names it: {@code MANNERS[/STREAM[/WRITERS]]}, such as {@code A_6_0} or
 * {@code A_6_0/b1/8}.
 *
 * @param manners a constant of {@link Manners}
 * @param stream {@code serial}; {@code j} or {@code b} with the number of {@code sending-batch}; {@code auto} leaves the
 *     choice to the tool
 * @param writers 0 leaves their number to the tool
 */
record CaseVariant(String manners, String stream, int writers) {
    private static final Map<String, String> STREAMS =
            Map.of(
                    "auto", "",
                    "serial", "slot: {parallel-decode-num: 1}",
                    "j0", "slot: {parallel-decode-num: 4, decode-style: j, sending-batch: 0}",
                    "j1", "slot: {parallel-decode-num: 4, decode-style: j, sending-batch: 1}",
                    "b0", "slot: {parallel-decode-num: 4, decode-style: b, sending-batch: 0}",
                    "b1", "slot: {parallel-decode-num: 4, decode-style: b, sending-batch: 1}");

    static CaseVariant parse(String text) {
        String[] parts = text.split("/");
        return new CaseVariant(
                parts[0],
                parts.length > 1 ? parts[1] : "auto",
                parts.length > 2 ? Integer.parseInt(parts[2]) : 0);
    }

    CaseVariant {
        if (!STREAMS.containsKey(stream)) {
            throw new IllegalArgumentException(
                    "no stream " + stream + "; there are " + STREAMS.keySet());
        }
    }

    ToolConfig in(ToolConfig config) {
        ToolConfig chosen = config.withYaml(STREAMS.get(stream));
        return writers == 0 ? chosen : chosen.with("apply.writers", writers);
    }

    SourceDatabase source() throws java.sql.SQLException {
        return SourceDatabase.create(constant());
    }

    private Manners constant() {
        List<String> known = new ArrayList<>();
        for (var field : Manners.class.getFields()) {
            if (field.getType() == Manners.class) {
                known.add(field.getName());
                if (field.getName().equals(manners)) {
                    try {
                        return (Manners) field.get(null);
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(manners + " is not public", e);
                    }
                }
            }
        }
        throw new IllegalArgumentException("no manners " + manners + "; there are " + known);
    }

    @Override
    public String toString() {
        return manners
                + (stream.equals("auto") && writers == 0 ? "" : "/" + stream)
                + (writers == 0 ? "" : "/" + writers);
    }
}
