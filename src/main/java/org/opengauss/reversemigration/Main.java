package org.opengauss.reversemigration;

import org.opengauss.reversemigration.cli.ReverseMigration;

/** Builds the command line and hands back its exit code. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(ReverseMigration.commandLine().execute(args));
    }
}
