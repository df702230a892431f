package org.opengauss.reversemigration.target;

import java.sql.Connection;

/** One MySQL connection with the settings that exactness needs, set and read back. Used by one thread. */
public final class TargetSession implements AutoCloseable {
    public Connection connection() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
