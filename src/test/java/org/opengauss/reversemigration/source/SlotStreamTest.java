package org.opengauss.reversemigration.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.opengauss.reversemigration.config.SlotConfig;
import org.opengauss.reversemigration.model.ExitCode;
import org.opengauss.reversemigration.model.Frame;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.model.StreamMode;

/** The stream against a server that does what a real one does rarely. */
@Timeout(30)
class SlotStreamTest {
    private static final Lsn FIRST = Lsn.parse("0/29B7168");
    private static final Lsn SECOND = Lsn.parse("7/29B7200");
    private static final StreamPlan SERIAL =
            new StreamPlan(StreamMode.SERIAL, false, "because", List.of());

    private static SlotStream open(TinyWalsender server, StreamPlan plan, Duration silence) {
        return SlotStream.open(
                Configs.source("127.0.0.1", server.port(), Map.of()),
                Configs.slot(SlotConfig.Stream.AUTO),
                plan,
                FIRST,
                silence);
    }

    private static SlotStream open(TinyWalsender server) {
        return open(server, SERIAL, Duration.ofSeconds(20));
    }

    private static Frame next(SlotStream stream) {
        while (true) {
            Optional<Frame> frame = stream.poll();
            if (frame.isPresent()) {
                return frame.get();
            }
        }
    }

    /** Opens and reads: whether open or the first poll meets the failure is a matter of timing. */
    private static SourceException failureOf(TinyWalsender server) {
        return catchThrowableOfType(
                SourceException.class,
                () -> {
                    try (SlotStream stream = open(server)) {
                        next(stream);
                    }
                });
    }

    private static SourceException failureOf(SlotStream stream) {
        return catchThrowableOfType(SourceException.class, () -> next(stream));
    }

    @Test
    void framesComeWithTheirOwnHeadersAlsoWhenThoseFall() throws IOException {
        try (TinyWalsender server =
                        new TinyWalsender(
                                link -> {
                                    link.keepalive(FIRST);
                                    link.frame(SECOND, "BEGIN 1");
                                    link.frame(FIRST, "");
                                    link.listen();
                                });
                SlotStream stream = open(server)) {
            Frame first = next(stream);
            Frame second = next(stream);

            assertThat(first.header()).isEqualTo(SECOND);
            assertThat(first.payload()).isEqualTo("BEGIN 1".getBytes(UTF_8));
            assertThat(second.header()).isEqualTo(FIRST);
            assertThat(second.payload()).isEmpty();
        }
    }

    @Test
    void theCommandNamesSlotPositionAndOptions() throws Exception {
        try (TinyWalsender server = new TinyWalsender(TinyWalsender.Link::listen)) {
            open(server).close();

            assertThat(server.startups.poll(5, TimeUnit.SECONDS))
                    .contains("replication database")
                    .contains("application_name reverse-migration:og2my");
            assertThat(server.commands)
                    .anyMatch(
                            sql ->
                                    sql.startsWith("START_REPLICATION SLOT og2my LOGICAL 0/29B7168")
                                            && sql.contains("\"parallel-decode-num\" '1'"));
        }
    }

    @Test
    void theTerminalClientsNameIsTakenWhereThePlanSaysSo() throws Exception {
        try (TinyWalsender server = new TinyWalsender(TinyWalsender.Link::listen)) {
            open(
                            server,
                            new StreamPlan(StreamMode.SERIAL, true, "because", List.of()),
                            Duration.ofSeconds(20))
                    .close();

            assertThat(server.startups.poll(5, TimeUnit.SECONDS)).contains("application_name gsql");
        }
    }

    @Test
    void theLastConfirmationIsSentAtCloseAndNeverGoesBack() throws Exception {
        try (TinyWalsender server = new TinyWalsender(TinyWalsender.Link::listen)) {
            SlotStream stream = open(server);
            stream.confirm(SECOND);
            stream.confirm(FIRST);
            assertThat(stream.confirmed()).isEqualTo(SECOND);

            stream.close();
            stream.close();

            assertThat(server.flushed.poll(5, TimeUnit.SECONDS)).isEqualTo(SECOND);
        }
    }

    @Test
    void manyConfirmationsBecomeFewMessages() throws Exception {
        try (TinyWalsender server = new TinyWalsender(TinyWalsender.Link::listen)) {
            try (SlotStream stream = open(server)) {
                for (int i = 1; i <= 100_000; i++) {
                    stream.confirm(new Lsn(i));
                }
            }
            Lsn last = Lsn.ZERO;
            int messages = 0;
            while (!last.equals(new Lsn(100_000))) {
                last = server.flushed.poll(5, TimeUnit.SECONDS);
                messages++;
            }
            assertThat(messages).isLessThan(1000);
        }
    }

    @Test
    void aKeepaliveRaisesWhatWasReceivedAndIsAnswered() throws Exception {
        try (TinyWalsender server =
                        new TinyWalsender(
                                link -> {
                                    link.keepalive(SECOND);
                                    link.listen();
                                });
                SlotStream stream = open(server)) {
            while (!stream.lastReceived().equals(SECOND)) {
                assertThat(stream.poll()).isEmpty();
            }

            assertThat(server.flushed.poll(3, TimeUnit.SECONDS)).isEqualTo(Lsn.ZERO);
        }
    }

    @Test
    void anEndOfConnectionIsSeenAtOnceAndIsTransient() throws IOException {
        try (TinyWalsender server = new TinyWalsender(link -> link.frame(FIRST, "x"));
                SlotStream stream = open(server)) {
            next(stream);

            assertThat(failureOf(stream))
                    .hasMessageContaining("the server closed the connection")
                    .satisfies(e -> assertThat(e.exitCode()).isEqualTo(ExitCode.TRANSIENT));
        }
    }

    @Test
    void aResetIsTransient() throws IOException {
        try (TinyWalsender server = new TinyWalsender(TinyWalsender.Link::reset)) {
            assertThat(failureOf(server).exitCode()).isEqualTo(ExitCode.TRANSIENT);
        }
    }

    @Test
    void aWarningThatEndsTheCopyIsTransientAndTold() throws IOException {
        try (TinyWalsender server =
                        new TinyWalsender(
                                link -> {
                                    link.notice("partial modification may be lost");
                                    link.readyForQuery();
                                    link.listen();
                                });
                SlotStream stream = open(server)) {
            assertThat(failureOf(stream))
                    .hasMessageContaining("ended the stream without an error")
                    .hasMessageContaining("partial modification may be lost")
                    .satisfies(e -> assertThat(e.exitCode()).isEqualTo(ExitCode.TRANSIENT));
        }
    }

    @Test
    void aShutdownThatTheDriverHoldsBackIsSeenAtOnce() throws IOException {
        try (TinyWalsender server =
                        new TinyWalsender(
                                link -> {
                                    link.frame(FIRST, "x");
                                    link.commandComplete();
                                });
                SlotStream stream = open(server)) {
            next(stream);

            assertThat(failureOf(stream))
                    .hasMessageContaining("ended the stream without an error")
                    .satisfies(e -> assertThat(e.exitCode()).isEqualTo(ExitCode.TRANSIENT));
        }
    }

    @Test
    void anErrorInTheStreamKeepsTheServersWords() throws IOException {
        try (TinyWalsender server =
                        new TinyWalsender(
                                link ->
                                        link.fatal(
                                                "58P01",
                                                "requested WAL segment 000000010000000000000003 has"
                                                        + " already been removed"));
                SlotStream stream = open(server)) {
            assertThat(failureOf(stream))
                    .hasMessageContaining("has already been removed (SQLSTATE 58P01)")
                    .satisfies(e -> assertThat(e.exitCode()).isEqualTo(ExitCode.STOPPED));
        }
    }

    @Test
    void aSlotInUseIsToldByItsExitCode() throws IOException {
        try (TinyWalsender server =
                        new TinyWalsender(
                                link ->
                                        link.fatal(
                                                "55006",
                                                "replication slot \"og2my\" is already active"));
                SlotStream stream = open(server)) {
            assertThat(failureOf(stream).exitCode()).isEqualTo(ExitCode.FENCED);
        }
    }

    @Test
    void aServerThatStopsInTheMiddleOfAFrameIsNoticed() throws IOException {
        try (TinyWalsender server =
                        new TinyWalsender(
                                link -> {
                                    link.halfFrame(FIRST, "half of this never comes");
                                    link.listen();
                                });
                SlotStream stream = open(server, SERIAL, Duration.ofMillis(300))) {
            assertThat(failureOf(stream))
                    .hasMessageContaining("no byte from the server")
                    .satisfies(e -> assertThat(e.exitCode()).isEqualTo(ExitCode.TRANSIENT));
        }
    }

    @Test
    void aServerThatAnswersNothingIsNoticed() throws IOException {
        try (TinyWalsender server = new TinyWalsender(TinyWalsender.Link::listen);
                SlotStream stream = open(server, SERIAL, Duration.ofMillis(300))) {
            stream.confirm(SECOND);

            assertThat(failureOf(stream))
                    .hasMessageContaining("no byte from the server")
                    .hasMessageContaining("although it was asked");
        }
    }
}
