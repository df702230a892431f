package org.opengauss.reversemigration.standin;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.opengauss.reversemigration.model.Lsn;

/** A logical slot as PostgreSQL has it. */
record SlotFacts(String name, String database, Lsn confirmed) {
    static Optional<SlotFacts> find(Backend sql, String slot) throws IOException, ServerError {
        List<List<String>> rows =
                sql.query(
                        "select slot_name, database, confirmed_flush_lsn from"
                                + " pg_catalog.pg_replication_slots where slot_type = 'logical' and"
                                + " slot_name = '"
                                + slot.replace("'", "''")
                                + "'");
        return rows.stream()
                .map(row -> new SlotFacts(row.get(0), row.get(1), Lsn.parse(row.get(2))))
                .findFirst();
    }
}
