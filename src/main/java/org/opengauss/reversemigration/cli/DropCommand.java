package org.opengauss.reversemigration.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.opengauss.reversemigration.config.Configuration;
import org.opengauss.reversemigration.model.ExitCode;
import org.opengauss.reversemigration.source.SlotState;
import org.opengauss.reversemigration.source.Slots;
import org.opengauss.reversemigration.source.SourceSession;
import org.opengauss.reversemigration.target.Ledger;
import org.opengauss.reversemigration.target.Targets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Drops the slot, and with {@code --purge} what the ledger holds about it. May be run again. */
@Command(
        name = "drop",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        description = {
            "Drops the replication slot on openGauss, which then no longer keeps WAL for it.",
            "",
            "From then on MySQL falls behind for good: a slot made later begins at that later moment. The"
                    + " rows on MySQL stay as they are.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the slot is gone, or was not there; or the answer was not y and nothing was changed",
            "1:a server cannot be reached",
            "2:wrong usage or configuration, or no terminal to ask on and no --yes",
            "5:the slot is in use; the message says by whom"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  reverse-migration drop                 asks first",
            "  reverse-migration drop --purge --yes   asks nothing, removes the ledger rows too"
        })
final class DropCommand implements Callable<Integer> {
    @ParentCommand private ReverseMigration parent;

    @Spec private CommandSpec spec;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    @Option(
            names = "--purge",
            description =
                    "Also remove the positions and dead letters of this slot from the ledger.")
    private boolean purge;

    @Override
    public Integer call() {
        Configuration configuration = parent.common().load();
        String name = configuration.slot().name();
        try (SourceSession source =
                SourceSession.open(configuration.source(), configuration.slot())) {
            Slots slots = new Slots(source);
            Optional<SlotState> slot = slots.find(name);
            slot.ifPresent(slots::requireInactive);
            if (!yes && !agrees(name, configuration)) {
                print("nothing was changed");
                return ExitCode.DONE.number();
            }
            if (slot.isPresent()) {
                slots.drop(name);
                print("slot \"" + name + "\" dropped");
            } else {
                print("slot \"" + name + "\" is not there");
            }
        }
        if (purge) {
            purge(name, configuration);
        }
        return ExitCode.DONE.number();
    }

    private void purge(String name, Configuration configuration) {
        try (Targets targets =
                Targets.open(
                        configuration.target(), configuration.apply(), configuration.mapping())) {
            Ledger ledger = targets.ledger();
            print(
                    ledger.exists() && ledger.purge(name)
                            ? "ledger rows of \"" + name + "\" removed"
                            : "the ledger holds nothing about \"" + name + "\"");
        }
    }

    private boolean agrees(String name, Configuration configuration) {
        if (System.console() == null) {
            throw new ParameterException(
                    spec.commandLine(), "there is no terminal to ask on; add --yes to drop");
        }
        String answer =
                System.console()
                        .readLine(
                                "Drop slot \"%s\" on %s:%d/%s%s? What openGauss writes from now on will not"
                                        + " reach MySQL. [y/N] ",
                                name,
                                configuration.source().host(),
                                configuration.source().port(),
                                configuration.source().database(),
                                purge ? " and purge its ledger" : "");
        return answer != null && answer.strip().matches("(?i)y(es)?");
    }

    private void print(String line) {
        parent.common().print(line);
    }
}
