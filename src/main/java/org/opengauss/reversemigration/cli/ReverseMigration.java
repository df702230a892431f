package org.opengauss.reversemigration.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;

/** The whole command line; without a command it is {@code start}, as in the original tool. */
@Command(
        name = "reverse-migration",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        subcommands = {
            CreateCommand.class,
            StartCommand.class,
            DropCommand.class,
            HelpCommand.class
        },
        synopsisHeading = "Usage: ",
        customSynopsis = {
            "reverse-migration [create|start|drop] [-c FILE] [options]",
            "       (java -jar reverse-migration.jar ...)"
        },
        description = {
            "",
            "Replays what an application writes to openGauss back into the MySQL it came from, so that the"
                    + " application can return to MySQL without losing a row.",
            "",
            "Without a command it starts: start is the default.",
            ""
        },
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done; also after Ctrl-C or SIGTERM when all that was read is applied",
            "1:a passing trouble (server not reachable, ...); trying again may help",
            "2:wrong usage or configuration",
            "3:(reserved) a check failed",
            "4:stopped, a person must act; the last line says what to do",
            "5:the slot is in use, or a newer instance has taken over"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  export OG_PASSWORD=... MYSQL_PASSWORD=...      for $${ENV:OG_PASSWORD} in config.yaml",
            "  reverse-migration create                       once, while MySQL and openGauss are equal",
            "  reverse-migration start -c /etc/rm/shop.yaml   runs until stopped; Ctrl-C drains and ends",
            "  reverse-migration drop --purge --yes           when the way back is no longer wanted",
            "",
            "Where state lives: nothing is kept on this host. openGauss keeps the replication slot, MySQL"
                    + " the ledger (database reverse_migration, or ledger.database), written in the same"
                    + " transaction as the data. So an instance may be killed at any moment and started again"
                    + " on any host.",
            "",
            "reverse-migration help COMMAND tells more about a command; config.yaml shows every key."
        })
public final class ReverseMigration implements Callable<Integer> {
    @Mixin private CommonOptions common;
    @Mixin private StartCommand.Arguments arguments;

    private ReverseMigration() {}

    /** A fresh command line; executing it returns the exit code and throws nothing. */
    public static CommandLine commandLine() {
        return new CommandLine(new ReverseMigration())
                .setUsageHelpWidth(100)
                .setExecutionExceptionHandler(new ErrorLine())
                .setParameterExceptionHandler(new ErrorLine());
    }

    CommonOptions common() {
        return common;
    }

    @Override
    public Integer call() throws InterruptedException {
        return StartCommand.run(common, arguments).number();
    }
}
