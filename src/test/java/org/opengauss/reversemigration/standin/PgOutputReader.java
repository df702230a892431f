package org.opengauss.reversemigration.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opengauss.reversemigration.standin.PgMessage.Tuple;

/** Reads messages of {@code pgoutput}, protocol 1, as PostgreSQL's manual lays them out ("Logical Replication Message Formats"). */
final class PgOutputReader {
    private final ByteBuffer in;

    private PgOutputReader(byte[] message) {
        in = ByteBuffer.wrap(message);
    }

    static PgMessage read(byte[] message) {
        return new PgOutputReader(message).message();
    }

    private PgMessage message() {
        char tag = (char) in.get();
        return switch (tag) {
            case 'B' -> new PgMessage.Begin(in.getLong(), in.getLong(), unsignedInt());
            case 'C' -> {
                in.get();
                yield new PgMessage.Commit(in.getLong(), in.getLong(), in.getLong());
            }
            case 'O' -> {
                in.getLong();
                yield new PgMessage.Origin(text());
            }
            case 'R' -> relation();
            case 'I', 'U', 'D' -> row(tag);
            case 'T' -> truncate();
            case 'M' -> emitted();
            case 'Y' -> new PgMessage.Other();
            default -> throw new IllegalArgumentException("pgoutput sent a message '" + tag + "'");
        };
    }

    private PgMessage relation() {
        int oid = in.getInt();
        String schema = text();
        String name = text();
        in.get();
        int count = in.getShort();
        List<PgMessage.Column> columns = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            in.get();
            columns.add(new PgMessage.Column(text(), in.getInt(), in.getInt()));
        }
        return new PgMessage.Relation(oid, schema.isEmpty() ? "pg_catalog" : schema, name, columns);
    }

    private PgMessage row(char operation) {
        int relation = in.getInt();
        Optional<Tuple> oldRow = Optional.empty();
        Optional<Tuple> newRow = Optional.empty();
        while (in.hasRemaining()) {
            char part = (char) in.get();
            if (part == 'N') {
                newRow = Optional.of(tuple());
            } else {
                oldRow = Optional.of(tuple());
            }
        }
        return new PgMessage.Row(operation, relation, oldRow, newRow);
    }

    private Tuple tuple() {
        String[] values = new String[in.getShort()];
        for (int i = 0; i < values.length; i++) {
            char kind = (char) in.get();
            values[i] =
                    switch (kind) {
                        case 'n' -> null;
                        case 'u' -> Tuple.UNCHANGED;
                        case 't' -> text(in.getInt());
                        default ->
                                throw new IllegalArgumentException(
                                        "pgoutput sent a column '" + kind + "'");
                    };
        }
        return new Tuple(values);
    }

    private PgMessage truncate() {
        int count = in.getInt();
        int flags = in.get();
        List<Integer> relations = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            relations.add(in.getInt());
        }
        return new PgMessage.Truncate(relations, (flags & 1) != 0, (flags & 2) != 0);
    }

    private PgMessage emitted() {
        in.get();
        in.getLong();
        return new PgMessage.Emitted(text(), text(in.getInt()));
    }

    private long unsignedInt() {
        return Integer.toUnsignedLong(in.getInt());
    }

    private String text() {
        int start = in.position();
        int end = start;
        while (in.get(end) != 0) {
            end++;
        }
        String text = new String(in.array(), start, end - start, UTF_8);
        in.position(end + 1);
        return text;
    }

    private String text(int length) {
        String text = new String(in.array(), in.position(), length, UTF_8);
        in.position(in.position() + length);
        return text;
    }
}
