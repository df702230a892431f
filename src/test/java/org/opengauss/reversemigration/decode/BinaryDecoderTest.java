package org.opengauss.reversemigration.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opengauss.reversemigration.decode.ServerEncoder.Column;
import org.opengauss.reversemigration.decode.ServerEncoder.Form;
import org.opengauss.reversemigration.decode.ServerEncoder.Image;
import org.opengauss.reversemigration.decode.ServerEncoder.RowMessage;
import org.opengauss.reversemigration.model.Change;
import org.opengauss.reversemigration.model.CommitPosition;
import org.opengauss.reversemigration.model.CommitPosition.Kind;
import org.opengauss.reversemigration.model.Frame;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.model.Operation;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.model.SlotMessage.Begin;
import org.opengauss.reversemigration.model.SlotMessage.Commit;

class BinaryDecoderTest {
    private final MessageDecoder decoder = Decoders.binary();

    @Test
    void valuesAreSlicesOfTheFrame() {
        Frame frame = frame(insert("id", "1"), insert("id", "22"));

        List<SlotMessage> changes = Decoders.decode(decoder, frame);

        assertThat(changes)
                .extracting(change -> ((Change) change).newRow().text(0))
                .containsExactly("1", "22");
        assertThat(changes)
                .allMatch(change -> ((Change) change).newRow().bytes() == frame.payload());
    }

    @Test
    void rowsOfOneTableShareTableNameAndShape() {
        List<SlotMessage> changes =
                Decoders.decode(
                        decoder, frame(insert("id", "1"), insert("v", "2"), insert("id", "3")));
        Change first = (Change) changes.get(0);
        Change second = (Change) changes.get(1);
        Change third = (Change) changes.get(2);

        assertThat(third.table()).isSameAs(first.table()).isSameAs(second.table());
        assertThat(third.newRow().shape()).isSameAs(first.newRow().shape());
        assertThat(second.newRow().shape().names()).containsExactly("v");
    }

    @Test
    void typeNamesComeFromTheSourcesCatalog() {
        MessageDecoder named = new BinaryDecoder(oid -> oid == 1 ? "uint8" : "oid " + oid);

        Change change = (Change) Decoders.decode(named, frame(insert("id", "1"))).get(0);

        assertThat(change.newRow().shape().type(0)).isEqualTo("uint8");
    }

    @Test
    void aCommitHasTheEndFromItsRecordAndTheRestFromItsBegin() {
        byte[] begin =
                ByteBuffer.allocate(26)
                        .put((byte) 'B')
                        .putLong(9)
                        .putLong(0x50)
                        .put((byte) 'X')
                        .putLong(8)
                        .array();

        List<SlotMessage> messages = Decoders.decode(decoder, frame(begin, new byte[] {'C'}));

        assertThat(messages)
                .containsExactly(
                        new Begin(8, 9, new Lsn(0x50), SlotMessage.NO_TIME, 0),
                        new Commit(
                                new CommitPosition(new Lsn(0x71), Kind.END, 8, 9),
                                SlotMessage.NO_TIME));
    }

    @Test
    void aRowWithoutColumnsIsOneTheServerCouldNotDecode() {
        byte[] body = insert("id", "1");
        byte[] withoutColumns = new byte[1 + 2 + 6 + 2 + 1 + 1 + 2];
        System.arraycopy(body, 0, withoutColumns, 0, withoutColumns.length - 2);

        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> Decoders.decode(decoder, frame(withoutColumns)))
                .withMessageContaining("could not decode the stored row")
                .withMessageContaining("public.t");
    }

    @Test
    void imagesThatTheOperationDoesNotHaveAreRefused() {
        Image image = image("id", "1");
        for (RowMessage row :
                List.of(
                        new RowMessage(Operation.INSERT, "public", "t", image, image),
                        new RowMessage(Operation.INSERT, "public", "t", Image.NONE, Image.NONE),
                        new RowMessage(Operation.UPDATE, "public", "t", Image.NONE, image),
                        new RowMessage(Operation.DELETE, "public", "t", image, Image.NONE))) {
            assertThatExceptionOfType(DecodeException.class)
                    .isThrownBy(
                            () -> Decoders.decode(decoder, frame(ServerEncoder.binaryBody(row))));
        }
    }

    @Test
    void anEmptyFrameIsRefused() {
        for (int length : new int[] {0, 3, 4}) {
            assertThatExceptionOfType(DecodeException.class)
                    .isThrownBy(() -> Decoders.decode(decoder, new byte[length]));
        }
    }

    private static byte[] insert(String column, String value) {
        return ServerEncoder.binaryBody(
                new RowMessage(Operation.INSERT, "public", "t", image(column, value), Image.NONE));
    }

    private static Image image(String column, String value) {
        return new Image(List.of(new Column(column, "integer", Form.BARE, value)));
    }

    private static Frame frame(byte[]... bodies) {
        return new Frame(new Lsn(5), ServerEncoder.binaryFrame(List.of(bodies), 0x70, false));
    }
}
