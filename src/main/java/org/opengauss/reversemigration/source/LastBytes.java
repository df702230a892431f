package org.opengauss.reversemigration.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Optional;

/** The end of what a server has sent, kept to find an error message that closes it. */
final class LastBytes {
    /** More than any ErrorResponse of a walsender; what is longer is not found. */
    private static final int KEPT = 4096;

    private static final int HEADER = 5;

    private final byte[] bytes = new byte[KEPT];
    private int size;

    void add(byte[] source, int offset, int length) {
        int taken = Math.min(length, KEPT);
        int kept = Math.min(size, KEPT - taken);
        System.arraycopy(bytes, size - kept, bytes, 0, kept);
        System.arraycopy(source, offset + length - taken, bytes, kept, taken);
        size = kept + taken;
    }

    /**
     * The fields of an ErrorResponse that ends exactly where the bytes end: {@code E}, int32 length, then fields of a
     * letter and a text ended by zero, then a zero. The length must fit and the first field be the severity, so row bytes
     * are not taken for one.
     */
    Optional<String> errorMessage() {
        ByteBuffer all = ByteBuffer.wrap(bytes, 0, size);
        for (int start = size - HEADER - 1; start >= 0; start--) {
            if (bytes[start] == 'E'
                    && all.getInt(start + 1) == size - start - 1
                    && bytes[start + HEADER] == 'S'
                    && bytes[size - 1] == 0) {
                int length = size - start - HEADER - 1;
                return Optional.of(new String(bytes, start + HEADER, length, UTF_8));
            }
        }
        return Optional.empty();
    }
}
