package org.opengauss.reversemigration.cli;

import java.io.PrintWriter;
import java.sql.SQLException;
import org.opengauss.reversemigration.model.ExitCode;
import org.opengauss.reversemigration.model.ReplicationException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns every failure into one {@code error: ...} on stderr and an exit code; traces only with --verbose. */
final class ErrorLine implements IExecutionExceptionHandler, IParameterExceptionHandler {
    @Override
    public int handleExecutionException(
            Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        ExitCode code;
        if (failure instanceof ReplicationException known) {
            code = known.exitCode();
            err.println("error: " + known.getMessage());
        } else if (failure instanceof ParameterException wrong) {
            return handleParseException(wrong, new String[0]);
        } else {
            // No message: one from a driver may hold values of a row.
            code = ExitCode.STOPPED;
            err.println(
                    "error: unexpected "
                            + failure.getClass().getName()
                            + place(failure)
                            + "; this is a bug in reverse-migration, please report it with the output of"
                            + " --verbose. Nothing was confirmed that is not on MySQL.");
        }
        if (CommonOptions.isVerbose()) {
            printTrace(failure, err);
        }
        err.flush();
        return code.number();
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] args) {
        PrintWriter err = wrong.getCommandLine().getErr();
        err.println("error: " + wrong.getMessage());
        err.println("See " + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        err.flush();
        return ExitCode.USAGE.number();
    }

    /** As printStackTrace, but without the text of drivers: MySQL quotes keys and values in it. */
    private static void printTrace(Throwable failure, PrintWriter err) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            String text =
                    at instanceof SQLException sql
                            ? "error " + sql.getErrorCode() + ", SQLSTATE " + sql.getSQLState()
                            : at instanceof ReplicationException ? at.getMessage() : "";
            err.println(at.getClass().getName() + ": " + text);
            for (StackTraceElement element : at.getStackTrace()) {
                err.println("\tat " + element);
            }
        }
    }

    private static String place(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return trace.length == 0 ? "" : " at " + trace[0];
    }
}
