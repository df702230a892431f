package org.opengauss.reversemigration.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version the jar was built as, and the Java it runs on. Used by picocli. */
final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = VersionText.class.getPackage().getImplementationVersion();
        return new String[] {
            "reverse-migration " + Objects.requireNonNullElse(version, "(not from a jar)"),
            "Java " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")"
        };
    }
}
