package org.opengauss.reversemigration.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opengauss.reversemigration.model.Change;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.model.Operation;
import org.opengauss.reversemigration.model.Row;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.model.SlotMessage.Begin;
import org.opengauss.reversemigration.model.SlotMessage.Commit;
import org.opengauss.reversemigration.model.SlotMessage.Ddl;
import org.opengauss.reversemigration.model.SlotMessage.Truncate;
import org.opengauss.reversemigration.model.TableName;

/** Compares decoded messages with the expectations of the corpus. */
final class Expected {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd HH:mm:ss[.SSSSSS][.SSSSS][.SSSS][.SSS][.SS][.S][xxxxx][xxx][x]");

    private Expected() {}

    static void assertMatches(SlotMessage actual, JsonNode expected, Charset charset) {
        switch (expected.get("kind").asText()) {
            case "begin" -> assertThat(actual).isEqualTo(begin(expected));
            case "commit" -> assertCommit((Commit) actual, expected);
            case "change" ->
                    assertThat(change((Change) actual, charset)).isEqualTo(withoutLsn(expected));
            case "truncate" -> assertThat(actual).isEqualTo(truncate(expected));
            case "ddl" -> assertThat(actual).isEqualTo(ddl(expected));
            default -> throw new IllegalStateException("expectation " + expected);
        }
    }

    private static Begin begin(JsonNode expected) {
        return new Begin(
                expected.path("xid").asLong(),
                expected.path("csn").asLong(),
                Lsn.parse(expected.path("firstLsn").asText("0/0")),
                micros(expected),
                expected.path("origin").asInt());
    }

    private static void assertCommit(Commit actual, JsonNode expected) {
        if (expected.has("xid")) {
            assertThat(actual.position().xid()).isEqualTo(expected.get("xid").asLong());
        }
        if (expected.has("csn")) {
            assertThat(actual.position().csn()).isEqualTo(expected.get("csn").asLong());
        }
        if (expected.has("at")) {
            assertThat(actual.commitMicros()).isEqualTo(micros(expected));
        }
        if (expected.has("lsn")) {
            assertThat(actual.position().lsn()).isEqualTo(Lsn.parse(expected.get("lsn").asText()));
        }
    }

    static long micros(JsonNode expected) {
        return expected.has("at")
                ? ChronoUnit.MICROS.between(
                        Instant.EPOCH,
                        OffsetDateTime.parse(expected.get("at").asText(), TIME).toInstant())
                : SlotMessage.NO_TIME;
    }

    private static Truncate truncate(JsonNode expected) {
        List<TableName> tables = new ArrayList<>();
        expected.get("tables")
                .forEach(t -> tables.add(new TableName(t.get(0).asText(), t.get(1).asText())));
        String flags = expected.get("flags").toString();
        return new Truncate(tables, flags.contains("restart_seqs"), flags.contains("cascade"));
    }

    private static Ddl ddl(JsonNode expected) {
        return new Ddl(
                new Lsn(expected.get("lsn").asLong()),
                expected.get("relid").asLong(),
                expected.get("cmdtype").asText(),
                expected.get("content").asText(),
                Optional.ofNullable(expected.path("sql").textValue()),
                Optional.ofNullable(expected.path("owner").textValue()));
    }

    private static JsonNode withoutLsn(JsonNode expected) {
        ObjectNode copy = expected.deepCopy();
        copy.remove("lsn");
        return copy;
    }

    /** A change in the form of the expectations; a type that is a number is an oid. */
    private static JsonNode change(Change change, Charset charset) {
        ObjectNode node = Recorded.JSON.createObjectNode();
        node.put("kind", "change");
        node.put("op", change.operation().name());
        node.put("schema", change.table().schema());
        node.put("table", change.table().table());
        node.set("columns", columns(newRow(change), charset));
        node.set("old", columns(change.oldRow(), charset));
        return node;
    }

    static Optional<Row> newRow(Change change) {
        return change.operation() == Operation.DELETE
                ? Optional.empty()
                : Optional.of(change.newRow());
    }

    private static ArrayNode columns(Optional<Row> image, Charset charset) {
        ArrayNode columns = Recorded.JSON.createArrayNode();
        image.ifPresent(
                row -> {
                    for (int column = 0; column < row.shape().size(); column++) {
                        columns.add(column(row, column, charset));
                    }
                });
        return columns;
    }

    private static ObjectNode column(Row row, int column, Charset charset) {
        ObjectNode node = Recorded.JSON.createObjectNode();
        node.put("name", row.shape().name(column));
        String type = row.shape().type(column);
        if (type.matches("[0-9]+")) {
            node.put("oid", Integer.parseInt(type));
        } else {
            node.put("type", type);
        }
        if (row.isNull(column)) {
            return node.put("null", true);
        }
        if (row.isUnchanged(column)) {
            return node.put("unchanged", true);
        }
        return node.put(
                "value", new String(row.bytes(), row.start(column), row.length(column), charset));
    }
}
