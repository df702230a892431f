package org.opengauss.reversemigration.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.opengauss.reversemigration.config.Configuration;
import org.opengauss.reversemigration.model.ExitCode;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.model.SourceTable;
import org.opengauss.reversemigration.model.TableName;
import org.opengauss.reversemigration.pipeline.IdentityCheck;
import org.opengauss.reversemigration.source.ReplicaIdentity;
import org.opengauss.reversemigration.source.SlotState;
import org.opengauss.reversemigration.source.Slots;
import org.opengauss.reversemigration.source.SourceSession;
import org.opengauss.reversemigration.target.Ledger;
import org.opengauss.reversemigration.target.LedgerState;
import org.opengauss.reversemigration.target.Targets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Makes the slot on openGauss and the ledger on MySQL. May be run again: what is there stays as it is. */
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        description = {
            "Makes the replication slot on openGauss and the ledger on MySQL.",
            "",
            "Run it while both sides hold the same rows: what is committed on openGauss after the slot"
                    + " exists is replayed, what was committed before is taken as being on MySQL already."
                    + " Running it again changes nothing and says what is there.",
            "",
            "openGauss makes a slot only after every transaction open at that moment has ended, in any"
                    + " database, prepared ones included. While waiting, create names them.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:slot and ledger are there",
            "1:a server cannot be reached, or open transactions did not end within --timeout",
            "2:wrong usage or configuration",
            "4:refused; the message says what to do, and the slot was not touched"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  reverse-migration create",
            "  reverse-migration create --set-identity --timeout 5m -c shop.yaml"
        })
final class CreateCommand implements Callable<Integer> {
    @ParentCommand private ReverseMigration parent;

    @Option(
            names = "--set-identity",
            description =
                    "Run ALTER TABLE ... REPLICA IDENTITY FULL on openGauss for each table whose UPDATE and"
                            + " DELETE would name no row. Without it such tables are listed and refused.")
    private boolean setIdentity;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description =
                    "Give up when open transactions have not ended by then, e.g. 30s, 5m"
                            + " (default: wait).")
    private Duration timeout = Duration.ZERO;

    @Override
    public Integer call() {
        Configuration configuration = parent.common().load();
        try (SourceSession source =
                        SourceSession.open(configuration.source(), configuration.slot());
                Targets targets =
                        Targets.open(
                                configuration.target(),
                                configuration.apply(),
                                configuration.mapping())) {
            settleIdentities(source, configuration);
            source.silentTables().forEach(table -> print("never in the stream: " + table));
            create(configuration.slot().name(), source, targets.ledger(), configuration);
        }
        return ExitCode.DONE.number();
    }

    private void create(
            String name, SourceSession source, Ledger ledger, Configuration configuration) {
        Slots slots = new Slots(source);
        Optional<SlotState> slot = slots.find(name);
        slot.ifPresent(found -> slots.require(name)); // ours, by plugin and database
        Optional<LedgerState> known = ledger.exists() ? ledger.read(name) : Optional.empty();
        Lsn creation;
        switch (SlotSituation.of(slot.isPresent(), known.isPresent())) {
            case BOTH -> {
                SlotSituation.requireSameSource(
                        slot.orElseThrow(), known.orElseThrow(), source.identity());
                print(
                        "slot \""
                                + name
                                + "\" and its ledger are there already: confirmed "
                                + slot.orElseThrow().confirmedFlush()
                                + ", applied "
                                + known.orElseThrow().applied().lsn());
                return;
            }
            case SLOT_GONE -> throw SlotSituation.gone(known.orElseThrow(), source.currentLsn());
            case SLOT_ONLY -> {
                creation = slot.orElseThrow().confirmedFlush();
                makeLedger(ledger, configuration);
                print(
                        "slot \""
                                + name
                                + "\" is there already, but the ledger did not know it: what was committed on"
                                + " openGauss before "
                                + creation
                                + " is taken as being on MySQL");
            }
            case NEITHER -> {
                // the ledger first: if MySQL refuses it, the slot is not made
                makeLedger(ledger, configuration);
                print("creating slot \"" + name + "\" ...");
                creation = slots.create(name, this::print, timeout);
                print("slot \"" + name + "\" created at " + creation);
            }
            default -> throw new IllegalStateException("no such situation");
        }
        ledger.register(name, source.identity(), creation);
        print("registered in the ledger; next: " + parent.common().commandLine("start"));
    }

    private void makeLedger(Ledger ledger, Configuration configuration) {
        String database = configuration.apply().ledgerDatabase();
        print(
                ledger.create()
                        ? "ledger tables created in MySQL database " + database
                        : "ledger tables are there already in MySQL database " + database);
    }

    private void settleIdentities(SourceSession source, Configuration configuration) {
        List<SourceTable> tables = source.tables();
        if (setIdentity) {
            for (TableName table : IdentityCheck.without(tables)) {
                print(ReplicaIdentity.setFull(source, table) + ";");
            }
        } else {
            new IdentityCheck(configuration.apply().withoutIdentity()).check(tables);
        }
    }

    private void print(String line) {
        parent.common().print(line);
    }
}
