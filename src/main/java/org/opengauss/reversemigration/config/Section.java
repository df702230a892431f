package org.opengauss.reversemigration.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One mapping of the file, asked key by key. A bad value becomes a problem and the default is returned, so that reading
 * goes on. What was asked is what is known; the rest are unknown keys. A key without a value, or with an empty text,
 * counts as not given.
 */
final class Section {
    private static final Set<Tag> PLAIN =
            Set.of(
                    Tag.STR,
                    Tag.INT,
                    Tag.FLOAT,
                    Tag.BOOL,
                    Tag.NULL,
                    Tag.TIMESTAMP,
                    Tag.BINARY,
                    Tag.MERGE);

    private record Entry(int line, Node value) {}

    private final String path;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();
    private final Problems problems;
    private final References references;

    /** @param node null for a section that is not in the file */
    Section(String path, MappingNode node, Problems problems, References references) {
        this.path = path;
        this.problems = problems;
        this.references = references;
        if (node != null) {
            node.getValue().forEach(this::add);
        }
    }

    private void add(NodeTuple tuple) {
        int line = lineOf(tuple.getKeyNode());
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            problems.add(
                    line, (path.isEmpty() ? "a key" : "a key in " + path) + " must be plain text");
            return;
        }
        Entry earlier = entries.putIfAbsent(key.getValue(), new Entry(line, tuple.getValueNode()));
        if (earlier != null) {
            problems.add(
                    line,
                    pathOf(key.getValue())
                            + " is given twice, first on line "
                            + earlier.line
                            + "; keep one");
        }
    }

    Section section(String key) {
        asked.add(key);
        Entry entry = entries.get(key);
        if (entry == null || isNull(entry.value)) {
            return new Section(pathOf(key), null, problems, references);
        }
        if (entry.value instanceof MappingNode mapping) {
            return new Section(pathOf(key), mapping, problems, references);
        }
        problems.add(entry.line, pathOf(key) + " must hold indented `key: value` lines");
        return new Section(pathOf(key), null, problems, references);
    }

    Optional<String> text(String key) {
        asked.add(key);
        return scalar(key).map(String::strip).filter(text -> !text.isEmpty());
    }

    String requiredText(String key, String meaning) {
        boolean wellFormed =
                !entries.containsKey(key) || entries.get(key).value instanceof ScalarNode;
        int before = problems.size();
        Optional<String> text = text(key);
        if (text.isEmpty() && wellFormed && problems.size() == before) {
            problems.addMissing(pathOf(key) + " is missing: " + meaning);
        }
        return text.orElse("");
    }

    /** Kept as it is, blanks included; may be empty but must be there. */
    Secret secret(String key) {
        asked.add(key);
        Entry entry = entries.get(key);
        if (entry == null || isNull(entry.value)) {
            problems.addMissing(
                    pathOf(key)
                            + " is missing: write ${ENV:NAME}, ${FILE:path} or the password in quotes");
            return new Secret("");
        }
        return new Secret(scalar(key).orElse(""));
    }

    /** Whether the value stands in the file in clear. */
    boolean isClear(String key) {
        return entries.containsKey(key)
                && entries.get(key).value instanceof ScalarNode scalar
                && !scalar.getValue().isEmpty()
                && !References.areIn(scalar.getValue());
    }

    OptionalInt integer(String key, int least, int most) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            int number = Integer.parseInt(text.get());
            if (number >= least && number <= most) {
                return OptionalInt.of(number);
            }
        } catch (NumberFormatException e) {
            // said below, with the range
        }
        refuse(key, text.get(), "expected a whole number " + least + ".." + most);
        return OptionalInt.empty();
    }

    Optional<Boolean> bool(String key) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        switch (text.get().toLowerCase(Locale.ROOT)) {
            case "true", "on", "yes", "1" -> {
                return Optional.of(true);
            }
            case "false", "off", "no", "0" -> {
                return Optional.of(false);
            }
            default -> {
                refuse(key, text.get(), "expected true or false");
                return Optional.empty();
            }
        }
    }

    /** The constants are written in kebab-case: {@code INSERT_ONLY} as {@code insert-only}. */
    <E extends Enum<E>> E choice(String key, E fallback) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return fallback;
        }
        List<String> names = new ArrayList<>();
        for (E constant : fallback.getDeclaringClass().getEnumConstants()) {
            String name = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (name.equals(text.get().toLowerCase(Locale.ROOT))) {
                return constant;
            }
            names.add(name);
        }
        refuse(key, text.get(), "expected " + String.join(" or ", names));
        return fallback;
    }

    Duration duration(String key, Duration fallback, Duration least, Duration most) {
        Optional<String> text = text(key);
        Optional<Duration> given = text.flatMap(Units::duration);
        boolean good =
                given.filter(d -> d.compareTo(least) >= 0 && d.compareTo(most) <= 0).isPresent();
        if (text.isPresent() && !good) {
            refuse(
                    key,
                    text.get(),
                    "expected "
                            + Units.print(least)
                            + ".."
                            + Units.print(most)
                            + " with a unit (ms, s, m, h)");
        }
        return good ? given.get() : fallback;
    }

    /** @param why a word on where {@code most} comes from, or empty */
    long bytes(String key, long fallback, long least, long most, String why) {
        Optional<String> text = text(key);
        Optional<Long> given = text.flatMap(Units::bytes);
        boolean good = given.filter(bytes -> bytes >= least && bytes <= most).isPresent();
        if (text.isPresent() && !good) {
            refuse(
                    key,
                    text.get(),
                    "expected "
                            + Units.print(least)
                            + ".."
                            + Units.print(most)
                            + (why.isEmpty() ? "" : " (" + why + ")")
                            + " with a unit (B, KiB, MiB, GiB)");
        }
        return good ? given.get() : fallback;
    }

    /** A YAML list, or one text with commas between the items. */
    List<String> list(String key) {
        Entry entry = entries.get(key);
        List<String> items = new ArrayList<>();
        if (entry != null && entry.value instanceof SequenceNode sequence) {
            asked.add(key);
            for (Node item : sequence.getValue()) {
                resolve(key, lineOf(item), item).ifPresent(items::add);
            }
        } else {
            text(key).ifPresent(text -> items.addAll(List.of(text.split(",", -1))));
        }
        return items.stream().map(String::strip).toList();
    }

    /** A mapping of free keys to texts. */
    Map<String, String> texts(String key) {
        Section section = section(key);
        Map<String, String> texts = new LinkedHashMap<>();
        for (String name : section.entries.keySet()) {
            section.asked.add(name);
            section.scalar(name).ifPresent(text -> texts.put(name, text));
        }
        return texts;
    }

    void refuse(String key, String value, String expected) {
        String shown = PastedText.isSecret(key) ? "****" : value;
        problems.add(lineOf(key), pathOf(key) + ": \"" + shown + "\": " + expected);
    }

    int lineOf(String key) {
        return entries.containsKey(key) ? entries.get(key).line : 1;
    }

    String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    Set<String> asked() {
        return asked;
    }

    List<String> unknown() {
        return entries.keySet().stream().filter(key -> !asked.contains(key)).toList();
    }

    private Optional<String> scalar(String key) {
        Entry entry = entries.get(key);
        return entry == null ? Optional.empty() : resolve(key, entry.line, entry.value);
    }

    private Optional<String> resolve(String key, int line, Node node) {
        if (isNull(node)) {
            return Optional.empty();
        }
        if (!(node instanceof ScalarNode scalar) || !PLAIN.contains(node.getTag())) {
            problems.add(line, pathOf(key) + " must be one plain value; put it in quotes");
            return Optional.empty();
        }
        try {
            return Optional.of(references.resolve(scalar.getValue()));
        } catch (References.UnresolvedException e) {
            problems.add(line, pathOf(key) + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    private static int lineOf(Node node) {
        return node.getStartMark() == null ? 1 : node.getStartMark().getLine() + 1;
    }
}
