package org.opengauss.reversemigration.standin;

import static java.util.Objects.requireNonNull;

import java.time.ZoneId;

/**
 * Which openGauss the stand-in behaves as: version, compatibility of its databases, the dolphin plugin, and what it does
 * besides that tests turn on one by one.
 *
 * @param databaseZone {@code TimeZone} of the database; parallel decoding prints timestamptz in it
 * @param ddlPublication whether a publication {@code with (ddl='all')} exists: serial 6.0 then sends DDL messages
 * @param lostUpserts parallel decoding sends the insert and the bare delete of an upsert that lost its race
 * @param forgetsConfirmed a crash takes confirmed positions back to the slot's creation
 * @param replicationPortOnly replication is refused on the ordinary port ({@code enable_thread_pool})
 * @param keepaliveRunsAhead parallel keepalives name a position far above the last row sent
 */
public record Manners(
        Version version,
        Compatibility compatibility,
        boolean dolphin,
        ZoneId databaseZone,
        boolean ddlPublication,
        boolean lostUpserts,
        boolean forgetsConfirmed,
        boolean replicationPortOnly,
        boolean keepaliveRunsAhead) {

    /** Server version; later constants are later versions. */
    public enum Version {
        V5_0("5.0.0"),
        V6_0("6.0.2");

        private final String text;

        Version(String text) {
            this.text = text;
        }

        /** As {@code version()} names it: {@code 6.0.2}. */
        public String text() {
            return text;
        }

        public boolean atLeast(Version other) {
            return compareTo(other) >= 0;
        }
    }

    /** {@code pg_database.datcompatibility}. */
    public enum Compatibility {
        A,
        B
    }

    /** 5.0, compatibility A. */
    public static final Manners A_5_0 = of(Version.V5_0, Compatibility.A, false);

    /** 5.0, compatibility B, without the plugin. */
    public static final Manners B_5_0 = of(Version.V5_0, Compatibility.B, false);

    /** 6.0, compatibility A. */
    public static final Manners A_6_0 = of(Version.V6_0, Compatibility.A, false);

    /** 6.0, compatibility B with dolphin: what the forward migration leaves behind. */
    public static final Manners DOLPHIN_6_0 = of(Version.V6_0, Compatibility.B, true);

    public Manners {
        requireNonNull(version, "version is null");
        requireNonNull(compatibility, "compatibility is null");
        requireNonNull(databaseZone, "databaseZone is null");
        if (dolphin && compatibility != Compatibility.B) {
            throw new IllegalArgumentException("dolphin lives in B-compatible databases only");
        }
    }

    /** The plain server of that kind: zone UTC, lost upserts shown, confirmed positions lost in a crash. */
    public static Manners of(Version version, Compatibility compatibility, boolean dolphin) {
        return new Manners(
                version, compatibility, dolphin, ZoneId.of("UTC"), false, true, true, false, true);
    }

    public Manners withDatabaseZone(ZoneId zone) {
        return copy(
                zone,
                ddlPublication,
                lostUpserts,
                forgetsConfirmed,
                replicationPortOnly,
                keepaliveRunsAhead);
    }

    public Manners withDdlPublication(boolean on) {
        return copy(
                databaseZone,
                on,
                lostUpserts,
                forgetsConfirmed,
                replicationPortOnly,
                keepaliveRunsAhead);
    }

    public Manners withLostUpserts(boolean on) {
        return copy(
                databaseZone,
                ddlPublication,
                on,
                forgetsConfirmed,
                replicationPortOnly,
                keepaliveRunsAhead);
    }

    public Manners withForgetsConfirmed(boolean on) {
        return copy(
                databaseZone,
                ddlPublication,
                lostUpserts,
                on,
                replicationPortOnly,
                keepaliveRunsAhead);
    }

    public Manners withReplicationPortOnly(boolean on) {
        return copy(
                databaseZone,
                ddlPublication,
                lostUpserts,
                forgetsConfirmed,
                on,
                keepaliveRunsAhead);
    }

    public Manners withKeepaliveRunsAhead(boolean on) {
        return copy(
                databaseZone,
                ddlPublication,
                lostUpserts,
                forgetsConfirmed,
                replicationPortOnly,
                on);
    }

    private Manners copy(
            ZoneId zone,
            boolean ddl,
            boolean upserts,
            boolean forgets,
            boolean portOnly,
            boolean runsAhead) {
        return new Manners(
                version, compatibility, dolphin, zone, ddl, upserts, forgets, portOnly, runsAhead);
    }
}
