package org.opengauss.reversemigration.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.model.SlotMessage.Ddl;
import org.opengauss.reversemigration.model.SlotMessage.Truncate;
import org.opengauss.reversemigration.model.TableName;

/**
 * Reads TRUNCATE and DDL messages, which only serial streams of 6.0 and later carry.
 *
 * <p>Source: openGauss-server, contrib/mppdb_decoding/mppdb_decoding.cpp and
 * src/gausskernel/storage/replication/logical/ddlmessage.cpp.
 */
final class DefinitionText {
    /** Sent before the objects go; they have no statement. */
    private static final Set<String> STARTS = Set.of("Drop Table", "Drop Type");

    private static final Set<String> STATEMENTS =
            Set.of(
                    "Simple",
                    "Drop Table End",
                    "Alter Table",
                    "Create Object",
                    "Drop Object",
                    "Drop Type End",
                    "NewPub");

    private DefinitionText() {}

    /** {@code table s.t, s."T 2": TRUNCATE: (no-flags)}, or the flags {@code restart_seqs}, {@code cascade}. */
    static Truncate truncate(Cursor in) {
        in.expect("table ");
        List<TableName> tables = new ArrayList<>();
        do {
            tables.add(Identifiers.table(in));
        } while (in.skip(", "));
        in.expect(": TRUNCATE:");
        boolean none = in.skip(" (no-flags)");
        boolean restart = !none && in.skip(" restart_seqs");
        boolean cascade = !none && in.skip(" cascade");
        if (!none && !restart && !cascade) {
            throw in.failure("expected the flags of a TRUNCATE");
        }
        in.expectEnd();
        return new Truncate(tables, restart, cascade);
    }

    /**
     * {@code prefix: deparse, lsn: N, relid N, cmdtype: C, size: N, content: TEXT}, mostly with a second line
     * {@code decode to: SQL, [owner NAME]}. The size counts the bytes of TEXT plus 1.
     */
    static Ddl ddl(Cursor in) {
        in.expect("prefix: deparse, lsn: ");
        Lsn lsn = new Lsn(in.decimal());
        in.expect(", relid ");
        long relation = in.decimal();
        in.expect(", cmdtype: ");
        String command = commandType(in);
        in.expect(", size: ");
        int size = in.decimal(Integer.MAX_VALUE);
        in.expect(", content: ");
        in.require(size - 1);
        String content = in.text(in.position + size - 1);
        if (STARTS.contains(command)) {
            in.expectEnd();
            return new Ddl(lsn, relation, command, content, Optional.empty(), Optional.empty());
        }
        in.expect("\ndecode to: ");
        int owner = ownerAt(in);
        String sql = in.text(owner);
        in.expect(", [owner ");
        String name = in.text(in.limit - 1);
        return new Ddl(
                lsn,
                relation,
                command,
                content,
                Optional.of(sql),
                name.equals("none") ? Optional.empty() : Optional.of(name));
    }

    private static String commandType(Cursor in) {
        int end = in.position;
        while (end < in.limit && in.bytes[end] != ',') {
            end++;
        }
        String command = in.text(end);
        if (!STARTS.contains(command) && !STATEMENTS.contains(command)) {
            throw in.failure("an unknown kind of DDL message");
        }
        return command;
    }

    /** Where the last {@code , [owner ...]} begins, which ends the message. */
    private static int ownerAt(Cursor in) {
        int from = in.position;
        if (in.limit > from && in.bytes[in.limit - 1] == ']') {
            for (in.position = in.limit - 1; in.position >= from; in.position--) {
                if (in.ahead(", [owner ")) {
                    int found = in.position;
                    in.position = from;
                    return found;
                }
            }
        }
        throw in.failure(from, "expected the owner at the end of a DDL message");
    }
}
