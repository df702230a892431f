package org.opengauss.reversemigration.source;

import static java.util.Objects.requireNonNull;

import java.util.OptionalLong;
import org.opengauss.reversemigration.model.Lsn;

/**
 * A logical slot as {@code pg_replication_slots} showed it a moment ago.
 *
 * @param activePid who reads it, where that can be told: openGauss names no process beside a slot
 * @param restartLsn from here on the server keeps WAL for the slot
 * @param confirmedFlush transactions whose commit begins below it are not sent again, unless the server crashes
 */
public record SlotState(
        String name,
        String plugin,
        String database,
        boolean active,
        OptionalLong activePid,
        Lsn restartLsn,
        Lsn confirmedFlush) {
    public SlotState {
        requireNonNull(name, "name is null");
        requireNonNull(plugin, "plugin is null");
        requireNonNull(database, "database is null");
        requireNonNull(activePid, "activePid is null");
        requireNonNull(restartLsn, "restartLsn is null");
        requireNonNull(confirmedFlush, "confirmedFlush is null");
    }
}
