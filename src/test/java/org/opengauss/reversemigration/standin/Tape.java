package org.opengauss.reversemigration.standin;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.opengauss.reversemigration.model.Lsn;

/**
 * A stream of parallel, batched, binary decoding that is made already: whole CopyData messages, served as they stand so
 * that the serving costs next to nothing. {@link StandIn#play} serves it.
 */
public interface Tape {
    /** Where the slot stands before the first transaction. */
    Lsn origin();

    /** End of the last commit, or of the last so far. */
    Lsn end();

    /** From the first transaction whose commit ends behind that position. */
    Reel from(Lsn position) throws IOException;

    /** A tape on its way to one client; used by the sending thread. */
    interface Reel extends Closeable {
        /** The next whole messages; empty if there were none within that time. Valid until the next call. */
        ByteBuffer next(int timeoutMillis) throws IOException;

        /** Whether {@link #next} would find something at once. */
        boolean hasMore();
    }
}
