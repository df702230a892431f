package org.opengauss.reversemigration.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class LastBytesTest {
    private static final String FIELDS = "SFATAL\0C42704\0Mreplication slot \"x\" does not exist\0";

    private static byte[] error(String fields) {
        byte[] body = (fields + "\0").getBytes(UTF_8);
        return ByteBuffer.allocate(5 + body.length)
                .put((byte) 'E')
                .putInt(4 + body.length)
                .put(body)
                .array();
    }

    private static LastBytes after(byte[]... reads) {
        LastBytes last = new LastBytes();
        for (byte[] read : reads) {
            last.add(read, 0, read.length);
        }
        return last;
    }

    @Test
    void anErrorAtTheEndIsFoundHoweverItWasRead() {
        byte[] error = error(FIELDS);
        byte[] head = java.util.Arrays.copyOf(error, 7);
        byte[] rest = java.util.Arrays.copyOfRange(error, 7, error.length);

        assertThat(after(error).errorMessage()).contains(FIELDS);
        assertThat(after(new byte[100_000], error).errorMessage()).contains(FIELDS);
        assertThat(after(new byte[4000], head, rest).errorMessage()).contains(FIELDS);
    }

    @Test
    void bytesBehindOrMissingMeanNoError() {
        byte[] error = error(FIELDS);

        assertThat(after().errorMessage()).isEmpty();
        assertThat(after(new byte[5000]).errorMessage()).isEmpty();
        assertThat(after(error, new byte[] {'d'}).errorMessage()).isEmpty();
        assertThat(after(java.util.Arrays.copyOf(error, error.length - 1)).errorMessage())
                .isEmpty();
    }
}
