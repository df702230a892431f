package org.opengauss.reversemigration.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengauss.reversemigration.model.CommitPosition.Kind;
import org.opengauss.reversemigration.model.Frame;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.model.SlotMessage.Commit;

/** Every line of the corpus decodes as its expectation says; what must be refused is refused. */
class CorpusTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "serial.txt",
                "serial-6.txt",
                "serial-names.txt",
                "serial-wide.txt",
                "serial-more.hex",
                "serial-ddl.hex",
                "serial-captured.hex"
            })
    void serialMessagesDecodeAsExpected(String file) {
        assertMessages(file, Decoders.serial(), UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"parallel-j.txt", "parallel-j-more.hex", "parallel-j-captured.hex"})
    void parallelJsonMessagesDecodeAsExpected(String file) {
        assertMessages(file, Decoders.parallelJson(), UTF_8);
    }

    /** Reading values is the target's matter; that escapes are undone on bytes, not on characters, is ours. */
    @Test
    void bytesOfAGbkDatabaseArriveUnchanged() {
        assertMessages("gbk-serial.hex", Decoders.serial(), Charset.forName("GBK"));
    }

    @Test
    void batchedJsonFramesDecodeAsExpected() {
        assertFrames("parallel-j-batch1", Decoders.batchedJson());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "parallel-b-batch0",
                "parallel-b-batch0-noxid",
                "parallel-b-batch1",
                "parallel-b-batch1-all",
                "parallel-b-captured",
                "parallel-b-more",
                "parallel-b-wide"
            })
    void binaryFramesDecodeAsExpected(String name) {
        assertFrames(name, Decoders.binary());
    }

    @Test
    void serialFramesCarryTheCommitPositionInTheirHeader() {
        List<Frame> frames =
                Recorded.messages("serial-frames.hex").stream()
                        .filter(Recorded::isPayloadFrame)
                        .map(Recorded::frame)
                        .toList();

        List<Commit> commits =
                Decoders.decode(Decoders.serial(), frames).stream()
                        .filter(Commit.class::isInstance)
                        .map(Commit.class::cast)
                        .toList();

        assertThat(commits)
                .extracting(commit -> commit.position().lsn().toString())
                .containsExactly("5/59825B00", "5/59825CD8");
        assertThat(commits).allMatch(commit -> commit.position().kind() == Kind.END);
    }

    @Test
    void linesThatAStrictReaderMustRefuseAreRefused() {
        for (byte[] line : Recorded.messages("reject.txt")) {
            assertRefused(Decoders.serial(), line);
            assertRefused(Decoders.parallelJson(), line);
        }
    }

    @Test
    void linesOfAreaDecodingAreRefused() {
        for (byte[] line : Recorded.messages("area-only.txt")) {
            assertRefused(Decoders.serial(), line);
            assertRefused(Decoders.parallelJson(), line);
        }
    }

    @Test
    void framesThatAStrictReaderMustRefuseAreRefused() {
        // two of them are damaged outside the payload, which is the driver's to refuse
        List<byte[]> frames =
                Recorded.messages("reject.hex").stream().filter(Recorded::isPayloadFrame).toList();
        assertThat(frames).hasSize(Recorded.messages("reject.hex").size() - 2);

        for (byte[] frame : frames) {
            assertRefused(Decoders.binary(), Recorded.frame(frame).payload());
        }
        for (byte[] frame : Recorded.messages("reject-batch.hex")) {
            assertRefused(Decoders.batchedJson(), Recorded.frame(frame).payload());
        }
    }

    private static void assertMessages(String file, MessageDecoder decoder, Charset charset) {
        List<byte[]> messages = Recorded.messages(file);
        List<JsonNode> expected = Recorded.expectations(file.substring(0, file.lastIndexOf('.')));
        assertThat(messages).hasSameSizeAs(expected).isNotEmpty();
        for (int i = 0; i < messages.size(); i++) {
            if (isRowTheServerCouldNotDecode(expected.get(i))) {
                assertRefused(decoder, messages.get(i));
                continue;
            }
            List<SlotMessage> decoded = Decoders.decode(decoder, messages.get(i));
            assertThat(decoded).hasSize(1);
            Expected.assertMatches(decoded.get(0), expected.get(i), charset);
        }
    }

    private static boolean isRowTheServerCouldNotDecode(JsonNode expected) {
        return expected.get("kind").asText().equals("change")
                && !expected.get("op").asText().equals("DELETE")
                && expected.get("columns").isEmpty();
    }

    private static void assertFrames(String name, MessageDecoder decoder) {
        List<byte[]> messages = Recorded.messages(name + ".hex");
        List<JsonNode> expected = Recorded.expectations(name);
        assertThat(messages).hasSameSizeAs(expected).isNotEmpty();
        for (int i = 0; i < messages.size(); i++) {
            Frame frame = Recorded.frame(messages.get(i));
            JsonNode records = expected.get(i).get("records");
            List<SlotMessage> decoded = Decoders.decode(decoder, frame);

            assertThat(frame.header()).isEqualTo(Lsn.parse(expected.get(i).get("header").asText()));
            assertThat(decoded).hasSize(records.size());
            for (int r = 0; r < decoded.size(); r++) {
                Expected.assertMatches(decoded.get(r), records.get(r), UTF_8);
            }
        }
    }

    private static void assertRefused(MessageDecoder decoder, byte[] payload) {
        assertThatExceptionOfType(DecodeException.class)
                .as(new String(payload, UTF_8))
                .isThrownBy(() -> Decoders.decode(decoder, payload))
                .withMessageContaining("header LSN 1/10");
    }
}
