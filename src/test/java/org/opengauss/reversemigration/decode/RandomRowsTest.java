package org.opengauss.reversemigration.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.arbitraries.StringArbitrary;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.opengauss.reversemigration.decode.ServerEncoder.Column;
import org.opengauss.reversemigration.decode.ServerEncoder.Form;
import org.opengauss.reversemigration.decode.ServerEncoder.Image;
import org.opengauss.reversemigration.decode.ServerEncoder.RowMessage;
import org.opengauss.reversemigration.model.Change;
import org.opengauss.reversemigration.model.Operation;
import org.opengauss.reversemigration.model.Row;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.model.TableName;

/** Any row arrives as it was written; any damage ends in a {@link DecodeException} and in nothing else. */
class RandomRowsTest {
    // decoders that live through all tries, so that known and new shapes mix
    private final MessageDecoder serial = Decoders.serial();
    private final MessageDecoder batched = Decoders.batchedJson();
    private final MessageDecoder binary = Decoders.binary();

    @Property
    void serialRowsArriveAsWritten(@ForAll("rows") RowMessage row) {
        assertThat(decoded(serial, ServerEncoder.json(row))).isEqualTo(List.of(written(row)));
    }

    @Property(tries = 300)
    void batchedRowsArriveAsWritten(
            @ForAll @Size(min = 1, max = 20) List<@From("rows") RowMessage> rows) {
        byte[] frame = ServerEncoder.jsonFrame(rows.stream().map(ServerEncoder::json).toList(), 7);

        assertThat(decoded(batched, frame))
                .isEqualTo(rows.stream().map(RandomRowsTest::written).toList());
    }

    @Property(tries = 300)
    void binaryRowsArriveAsWritten(
            @ForAll @Size(min = 1, max = 20) List<@From("rows") RowMessage> rows,
            @ForAll boolean closedByTimer) {
        assertThat(decoded(binary, binaryFrame(rows, closedByTimer)))
                .isEqualTo(rows.stream().map(RandomRowsTest::written).toList());
    }

    @Property
    void jacksonReadsTheSameValues(@ForAll("rows") RowMessage row) {
        byte[] message = ServerEncoder.json(row);
        Change change = (Change) Decoders.decode(serial, message).get(0);
        JsonNode oracle = Recorded.json(new String(message, UTF_8));

        assertThat(change.operation().name()).isEqualTo(oracle.get("op_type").asText());
        assertSame(Expected.newRow(change), oracle, "columns");
        assertSame(change.oldRow(), oracle, "old_keys");
    }

    @Property(tries = 300)
    void aRowCutAnywhereIsRefused(@ForAll("rows") RowMessage row) {
        assertRefusedAtEachLength(Decoders.serial(), ServerEncoder.json(row));
        assertRefusedAtEachLength(serial, ServerEncoder.json(row));
    }

    @Property(tries = 50)
    void aFrameCutAnywhereIsRefused(
            @ForAll @Size(min = 1, max = 4) List<@From("rows") RowMessage> rows,
            @ForAll boolean closedByTimer) {
        List<byte[]> messages = rows.stream().map(ServerEncoder::json).toList();

        assertRefusedAtEachLength(batched, ServerEncoder.jsonFrame(messages, 7));
        assertRefusedAtEachLength(binary, binaryFrame(rows, closedByTimer));
    }

    @Property
    void damagedBytesAreDecodedOrRefused(
            @ForAll @Size(min = 1, max = 3) List<@From("rows") RowMessage> rows,
            @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 1_000_000) Integer> places,
            @ForAll byte damage) {
        List<byte[]> messages = rows.stream().map(ServerEncoder::json).toList();

        assertDecodedOrRefused(serial, damaged(messages.get(0), places, damage));
        assertDecodedOrRefused(
                batched, damaged(ServerEncoder.jsonFrame(messages, 7), places, damage));
        assertDecodedOrRefused(binary, damaged(binaryFrame(rows, false), places, damage));
    }

    @Property
    void anyBytesAreDecodedOrRefused(@ForAll byte[] bytes) {
        assertDecodedOrRefused(serial, bytes);
        assertDecodedOrRefused(Decoders.parallelJson(), bytes);
        assertDecodedOrRefused(batched, bytes);
        assertDecodedOrRefused(binary, bytes);
    }

    @Provide
    Arbitrary<RowMessage> rows() {
        Arbitrary<Image> images = columns().list().ofMinSize(1).ofMaxSize(8).map(Image::new);
        Arbitrary<Image> perhaps = Arbitraries.oneOf(images, Arbitraries.just(Image.NONE));
        return Arbitraries.of(Operation.class)
                .flatMap(
                        operation ->
                                Combinators.combine(
                                                names(),
                                                names(),
                                                operation == Operation.DELETE
                                                        ? Arbitraries.just(Image.NONE)
                                                        : images,
                                                operation == Operation.INSERT
                                                        ? Arbitraries.just(Image.NONE)
                                                        : perhaps)
                                        .as(
                                                (schema, table, now, old) ->
                                                        new RowMessage(
                                                                operation, schema, table, now,
                                                                old)));
    }

    private static Arbitrary<String> names() {
        return Arbitraries.oneOf(
                Arbitraries.of("id", "v", "public", "t1", "Mixed Case", "a.b", "q\"q", "表", "\\"),
                text().ofMinLength(1).ofMaxLength(6));
    }

    private static Arbitrary<Column> columns() {
        Arbitrary<Column> quoted =
                Combinators.combine(names(), text().ofMaxLength(40))
                        .as((name, value) -> new Column(name, "text", Form.QUOTED, value));
        Arbitrary<Column> bare =
                Combinators.combine(
                                names(),
                                Arbitraries.of(
                                        "0",
                                        "-32768",
                                        ".5",
                                        "-.5",
                                        "1.50",
                                        "1.79769313486231571e+308",
                                        "5e-324",
                                        "NaN",
                                        "-Infinity",
                                        "Inf",
                                        "true",
                                        "false"))
                        .as((name, value) -> new Column(name, "numeric", Form.BARE, value));
        Arbitrary<Column> bits =
                Combinators.combine(
                                names(), Arbitraries.strings().withChars('0', '1').ofMaxLength(20))
                        .as((name, value) -> new Column(name, "bit", Form.BITS, value));
        Arbitrary<Column> nulls =
                names().map(name -> new Column(name, "\"Ty pe\"[]", Form.NULL, ""));
        return Arbitraries.frequencyOf(
                Tuple.of(6, quoted), Tuple.of(2, bare), Tuple.of(1, bits), Tuple.of(1, nulls));
    }

    /** Text without NUL and without lone surrogates, rich in what the two layers of escaping use. */
    private static StringArbitrary text() {
        return Arbitraries.strings()
                .withChars('\'', '"', '\\', '\n', '\t', '\b', 'u', 'n', '0', ',', ']', '\u0001')
                .withCharRange('\u0001', '\uD7FF')
                .withCharRange('\uE000', '\uFFFF');
    }

    private static byte[] binaryFrame(List<RowMessage> rows, boolean closedByTimer) {
        return ServerEncoder.binaryFrame(
                rows.stream().map(ServerEncoder::binaryBody).toList(), 7, closedByTimer);
    }

    private static void assertRefusedAtEachLength(MessageDecoder decoder, byte[] whole) {
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(DecodeException.class)
                    .isThrownBy(() -> Decoders.decode(decoder, cut));
        }
    }

    private static byte[] damaged(byte[] message, List<Integer> places, byte damage) {
        byte[] copy = message.clone();
        places.forEach(place -> copy[place % copy.length] ^= damage);
        return copy;
    }

    private static void assertDecodedOrRefused(MessageDecoder decoder, byte[] bytes) {
        try {
            Decoders.decode(decoder, bytes);
        } catch (DecodeException refused) {
            assertThat(refused).hasMessageContaining("header LSN");
        } catch (RuntimeException other) {
            fail("neither decoded nor refused: " + Arrays.toString(bytes), other);
        }
    }

    private static void assertSame(Optional<Row> image, JsonNode oracle, String group) {
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        image.ifPresent(
                row -> {
                    for (int column = 0; column < row.shape().size(); column++) {
                        names.add(ServerEncoder.identifier(row.shape().name(column)));
                        values.add(row.isNull(column) ? null : row.text(column));
                    }
                });
        List<String> expectedNames = new ArrayList<>();
        oracle.get(group + "_name").forEach(name -> expectedNames.add(name.asText()));
        List<String> expected = new ArrayList<>();
        oracle.get(group + "_val").forEach(literal -> expected.add(valueOf(literal.asText())));
        assertThat(names).isEqualTo(expectedNames);
        assertThat(values).isEqualTo(expected);
    }

    private static String valueOf(String literal) {
        if (literal.equals("null")) {
            return null;
        }
        if (literal.startsWith("B'")) {
            return literal.substring(2, literal.length() - 1);
        }
        return literal.startsWith("'")
                ? literal.substring(1, literal.length() - 1).replace("''", "'")
                : literal;
    }

    private static List<Object> decoded(MessageDecoder decoder, byte[] payload) {
        List<Object> changes = new ArrayList<>();
        for (SlotMessage message : Decoders.decode(decoder, payload)) {
            Change change = (Change) message;
            changes.add(
                    List.of(
                            change.operation(),
                            change.table(),
                            columns(Expected.newRow(change)),
                            columns(change.oldRow())));
        }
        return changes;
    }

    private static List<String> columns(Optional<Row> image) {
        List<String> columns = new ArrayList<>();
        image.ifPresent(
                row -> {
                    for (int column = 0; column < row.shape().size(); column++) {
                        columns.add(
                                row.shape().name(column)
                                        + (row.isNull(column) ? "" : "=" + row.text(column)));
                    }
                });
        return columns;
    }

    private static Object written(RowMessage row) {
        return List.of(
                row.operation(),
                new TableName(row.schema(), row.table()),
                written(row.now()),
                written(row.old()));
    }

    private static List<String> written(Image image) {
        return image.columns().stream()
                .map(
                        column ->
                                column.name()
                                        + (column.form() == Form.NULL ? "" : "=" + column.value()))
                .toList();
    }
}
