package org.opengauss.reversemigration.cli;

import java.util.concurrent.Callable;
import org.opengauss.reversemigration.config.Configuration;
import org.opengauss.reversemigration.model.ExitCode;
import org.opengauss.reversemigration.pipeline.Replication;
import org.opengauss.reversemigration.pipeline.StartOptions;
import org.opengauss.reversemigration.pipeline.StopSignal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Replays until it is stopped. */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        description = {
            "Replays what is committed on openGauss into MySQL, from where the ledger ends, until it is"
                    + " stopped.",
            "",
            "Ctrl-C or SIGTERM ends it gently: nothing more is read, what was read is applied within"
                    + " apply.stop-deadline. A second one ends it at once. Either way nothing is lost or"
                    + " doubled: the next start continues exactly behind what is on MySQL.",
            "",
            "A server that does not answer is waited for, with growing pauses; that does not end it.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:stopped by Ctrl-C or SIGTERM",
            "1:a passing trouble before it was running; trying again may help",
            "2:wrong usage or configuration",
            "4:stopped at a transaction that does not fit; everything before it is on MySQL",
            "5:the slot is in use, or a newer instance has taken over"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  reverse-migration start",
            "  reverse-migration -c shop.yaml",
            "  scripts/start -Xmx512m --node 0 -c shop.yaml     heap and pinning; docs/performance.md",
            "  java -Xmx512m -jar reverse-migration.jar start -c shop.yaml"
        })
final class StartCommand implements Callable<Integer> {
    /** The options of {@code start}, which the tool also takes without a command. */
    static final class Arguments {
        @Option(
                names = "--accept-gap",
                description =
                        "Start although openGauss committed what this ledger never saw, or slot.waitLSN lies"
                                + " above the ledger: what is between never reaches MySQL. For after a resync.")
        private boolean acceptGap;
    }

    @ParentCommand private ReverseMigration parent;
    @Mixin private Arguments arguments;

    @Override
    public Integer call() throws InterruptedException {
        return run(parent.common(), arguments).number();
    }

    static ExitCode run(CommonOptions common, Arguments arguments) throws InterruptedException {
        Configuration configuration = common.load();
        StopSignal stop = new StopSignal();
        TerminationSignals signals =
                TerminationSignals.install(stop, configuration.apply().stopDeadline());
        try {
            return Replication.run(configuration, new StartOptions(arguments.acceptGap), stop);
        } finally {
            signals.finished();
        }
    }
}
