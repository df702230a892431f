package org.opengauss.reversemigration.status;

import java.util.Locale;
import java.util.OptionalDouble;
import org.opengauss.reversemigration.model.Lsn;

/**
 * One consistent look at a run; every rendering (status line, later page and metrics) is made from it.
 *
 * @param reason why it is retrying; empty otherwise
 * @param yields how often later chunks were rolled back because the head of line seemed to wait for their locks
 * @param lagSeconds now minus source commit time of the last transaction applied; 0 when nothing waits, empty when
 *     something waits and nothing was applied yet
 * @param inFlightBytes read and not yet committed; near {@code inFlightLimit} MySQL is what is waited for
 */
public record Snapshot(
        State state,
        String reason,
        Lsn received,
        Lsn applied,
        Lsn confirmed,
        long transactions,
        long rows,
        long bytes,
        long retries,
        long yields,
        OptionalDouble lagSeconds,
        long inFlightBytes,
        long inFlightLimit) {

    /** One line of {@code key=value}; rates are those since {@code earlier}, {@code seconds} ago. */
    public String line(String slot, Snapshot earlier, double seconds) {
        String line =
                String.format(
                        Locale.ROOT,
                        "%s slot=%s received=%s applied=%s confirmed=%s lag=%s rows=%d/s transactions=%d/s"
                                + " total=%d inflight=%.1f/%.0fMiB retries=%d yields=%d",
                        state.name().toLowerCase(Locale.ROOT),
                        slot,
                        received,
                        applied,
                        confirmed,
                        lagSeconds.isPresent()
                                ? String.format(Locale.ROOT, "%.1fs", lagSeconds.getAsDouble())
                                : "?",
                        Math.round((rows - earlier.rows) / seconds),
                        Math.round((transactions - earlier.transactions) / seconds),
                        rows,
                        inFlightBytes / 1048576.0,
                        inFlightLimit / 1048576.0,
                        retries,
                        yields);
        return reason.isEmpty() ? line : line + " reason=\"" + reason.replace('"', '\'') + "\"";
    }
}
