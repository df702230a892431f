package org.opengauss.reversemigration.standin;

import java.io.Closeable;
import java.io.IOException;
import org.opengauss.reversemigration.model.Lsn;

/** Where the frames of a stream come from: a live PostgreSQL or a recording. Used by the stream's sending thread. */
interface Feed extends Closeable {
    /** Sends what there is, waiting at most that long for the first of it. */
    void advance(FrameSink sink, int timeoutMillis) throws IOException, ServerError;

    /** Whether the next {@link #advance} would find something at once. */
    boolean hasMore() throws IOException;

    /** Position for a keepalive: end of the last record decoded (serial) or read (parallel). */
    Lsn walEnd() throws IOException;

    /** The client has confirmed up to here. May be called by another thread. */
    void confirmed(Lsn position) throws IOException;

    @Override
    void close();
}
