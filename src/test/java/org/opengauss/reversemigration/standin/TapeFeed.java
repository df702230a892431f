package org.opengauss.reversemigration.standin;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.opengauss.reversemigration.model.Lsn;

/** A tape's reel as a feed. */
final class TapeFeed implements Feed {
    private final Tape tape;
    private final Tape.Reel reel;

    TapeFeed(Tape tape, Lsn from, StreamOptions options) throws IOException, ServerError {
        if (options.isSerial()
                || options.style() != StreamOptions.Style.BINARY
                || !options.batched()) {
            throw new ServerError(
                    "0A000",
                    "this stand-in plays a stream of parallel-decode-num 2 or more, decode-style b, sending-batch 1");
        }
        this.tape = tape;
        this.reel = tape.from(from);
    }

    @Override
    public void advance(FrameSink sink, int timeoutMillis) throws IOException {
        ByteBuffer messages = reel.next(timeoutMillis);
        if (messages.hasRemaining()) {
            sink.made(messages);
        }
    }

    @Override
    public boolean hasMore() {
        return reel.hasMore();
    }

    @Override
    public Lsn walEnd() {
        return tape.end();
    }

    @Override
    public void confirmed(Lsn position) {}

    @Override
    public void close() {
        try {
            reel.close();
        } catch (IOException e) {
            // nothing was written, so nothing is lost
        }
    }
}
