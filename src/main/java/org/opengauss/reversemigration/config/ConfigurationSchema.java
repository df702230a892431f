package org.opengauss.reversemigration.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** The keys of {@code config.yaml}, what each may hold and its default. Reads one file, once. */
final class ConfigurationSchema {
    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int MOST_WRITERS = 128;
    private static final long MAX_CHUNK_BYTES = 8L << 20;

    private static final Pattern HOST_NAME =
            Pattern.compile("[\\w.-]+|(?:[\\w%.-]*:){2,}[\\w%.-]*|\\[[\\w:%.-]+]");
    private static final Pattern DATABASE_NAME = Pattern.compile("[^`/\\\\\\s]{1,64}");

    /** Without these three values no replication connection comes about. */
    private static final Set<String> OURS_ON_SOURCE =
            Set.of("user", "password", "replication", "assumeminserverversion", "preferquerymode");

    /** Row counts, time zone, error and commit behaviour of the writers rest on these. */
    private static final Set<String> OURS_ON_TARGET =
            Set.of(
                    "user",
                    "password",
                    "useaffectedrows",
                    "rewritebatchedstatements",
                    "allowmultiqueries",
                    "continuebatchonerror",
                    "jdbccomplianttruncation",
                    "uselocaltransactionstate",
                    "autoreconnect",
                    "connectiontimezone",
                    "servertimezone",
                    "forceconnectiontimezonetosession",
                    "characterencoding");

    private final Section top;
    private final Problems problems;
    private final Host host;
    private final Section source;
    private final Section slot;
    private final Section target;
    private final Section apply;
    private final Section ledger;
    private final Section mapping;
    private final Section status;
    private final List<String> remarks = new ArrayList<>();

    ConfigurationSchema(Section top, Problems problems, Host host) {
        this.top = top;
        this.problems = problems;
        this.host = host;
        this.source = top.section("og_conn");
        this.slot = top.section("slot");
        this.target = top.section("mysql");
        this.apply = top.section("apply");
        this.ledger = top.section("ledger");
        this.mapping = top.section("mapping");
        this.status = top.section("status");
    }

    Configuration read() {
        Configuration configuration =
                new Configuration(
                        source(),
                        new SlotKeys(slot, remarks, host.decoders()).read(),
                        target(),
                        apply(),
                        new MappingConfig(mapping.texts("schemas")),
                        new StatusConfig(
                                status.duration("interval", Duration.ofSeconds(10), SECOND, HOUR)),
                        host.toString(),
                        remarks);
        UnknownKeys.report(
                List.of(top, source, slot, target, apply, ledger, mapping, status), problems);
        return configuration;
    }

    boolean holdsClearPassword() {
        return source.isClear("password") || target.isClear("password");
    }

    private SourceConfig source() {
        fixed("REPLICATION", "database");
        fixed("PREFER_QUERY_MODE", "simple");
        source.text("ASSUME_MIN_SERVER_VERSION")
                .filter(version -> !version.equals("9.4"))
                .ifPresent(version -> remark(source, "ASSUME_MIN_SERVER_VERSION", "9.4 is used"));
        source.text("charset")
                .filter(charset -> !charset.replace("-", "").equalsIgnoreCase("utf8"))
                .ifPresent(charset -> remark(source, "charset", "the connection uses UTF-8"));
        source.text("driver")
                .filter(driver -> !driver.matches("org\\.(opengauss|postgresql)\\.Driver"))
                .ifPresent(
                        driver ->
                                remark(source, "driver", "the built-in openGauss driver is used"));
        return new SourceConfig(
                host(source),
                source.integer("port", 1, 65535).orElse(5432),
                source.requiredText("user", "a user with the REPLICATION right"),
                source.secret("password"),
                source.requiredText("database", "the database the slot belongs to"),
                properties(source, OURS_ON_SOURCE));
    }

    private TargetConfig target() {
        target.text("driver")
                .filter(driver -> !driver.matches("com\\.mysql\\.(cj\\.)?jdbc\\.Driver"))
                .ifPresent(driver -> remark(target, "driver", "the built-in MySQL driver is used"));
        String database = target.requiredText("database", "where schema public goes");
        return new TargetConfig(
                host(target),
                target.integer("port", 1, 65535).orElse(3306),
                target.requiredText("user", "a user that may write the replicated tables"),
                target.secret("password"),
                database,
                properties(target, OURS_ON_TARGET));
    }

    private void fixed(String key, String value) {
        source.text(key)
                .filter(text -> !text.equalsIgnoreCase(value))
                .ifPresent(
                        text ->
                                source.refuse(
                                        key,
                                        text,
                                        "logical replication needs "
                                                + value
                                                + "; write that or leave the key out"));
    }

    private String host(Section section) {
        String name = section.requiredText("host", "name or address of the server");
        if (!name.isEmpty() && !HOST_NAME.matcher(name).matches()) {
            section.refuse("host", name, "expected one host name or address, without port or URL");
        }
        return name;
    }

    private Map<String, String> properties(Section section, Set<String> ours) {
        Map<String, String> properties = section.texts("properties");
        for (String name : properties.keySet()) {
            if (ours.contains(name.toLowerCase(Locale.ROOT))) {
                problems.add(
                        section.lineOf("properties"),
                        section.pathOf("properties")
                                + "."
                                + name
                                + " is set by the tool, its guarantees rest on it; leave it out");
            }
        }
        return properties;
    }

    private ApplyConfig apply() {
        ApplyConfig.OnConflict onConflict =
                apply.choice("on-conflict", ApplyConfig.OnConflict.STOP);
        int writers = writers();
        long inFlight =
                apply.bytes(
                        "in-flight-bytes",
                        host.inFlightBytes(writers),
                        1 << 20,
                        host.heapBytes() / 4 * 3,
                        "at most three quarters of the heap");
        return new ApplyConfig(
                apply.choice("mode", ApplyConfig.Mode.TRANSACTION),
                writers,
                apply.duration(
                        "chunk-target", Duration.ofMillis(80), MILLISECOND, Duration.ofSeconds(10)),
                apply.integer("max-chunk-transactions", 1, 1_000_000).orElse(8192),
                apply.integer("max-chunk-rows", 1, 1_000_000).orElse(8192),
                apply.bytes(
                        "max-chunk-bytes",
                        Math.min(MAX_CHUNK_BYTES, inFlight),
                        1 << 10,
                        inFlight,
                        "at most in-flight-bytes"),
                inFlight,
                apply.bytes(
                        "max-transaction-bytes",
                        host.maxTransactionBytes(),
                        1 << 10,
                        host.largestTransactionBytes(),
                        "at most an eighth of the heap"),
                onConflict,
                apply.choice("tables-without-identity", ApplyConfig.WithoutIdentity.REFUSE),
                apply.choice("unfit-value", ApplyConfig.UnfitValue.STOP),
                apply.duration("stop-deadline", Duration.ofSeconds(30), SECOND, HOUR),
                ledgerDatabase());
    }

    /** {@code runnable_num} is the original's name of {@code apply.writers}; it stood in {@code slot} or at the top. */
    private int writers() {
        OptionalInt chosen = OptionalInt.empty();
        String chosenPath = "";
        for (Section section : List.of(apply, slot, top)) {
            String key = section == apply ? "writers" : "runnable_num";
            OptionalInt given = section.integer(key, 1, MOST_WRITERS);
            if (given.isEmpty()) {
                continue;
            }
            if (chosen.isPresent() && chosen.getAsInt() != given.getAsInt()) {
                problems.add(
                        section.lineOf(key),
                        section.pathOf(key)
                                + " is "
                                + given.getAsInt()
                                + " but "
                                + chosenPath
                                + " is "
                                + chosen.getAsInt()
                                + ": both are the number of writers; keep one");
            }
            chosen = given;
            chosenPath = section.pathOf(key);
        }
        return chosen.orElse(host.writers());
    }

    private String ledgerDatabase() {
        String name = ledger.text("database").orElse("reverse_migration");
        if (!DATABASE_NAME.matcher(name).matches()) {
            ledger.refuse(
                    "database", name, "expected a MySQL database name of up to 64 characters");
        }
        return name;
    }

    private void remark(Section section, String key, String what) {
        remarks.add(section.pathOf(key) + " is ignored: " + what);
    }
}
