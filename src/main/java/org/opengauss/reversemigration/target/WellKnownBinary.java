package org.opengauss.reversemigration.target;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Two-dimensional WKB, and PostGIS's EWKB, which carries the SRID inside. */
record WellKnownBinary(byte[] bytes, long srid) {
    private static final int SRID_FLAG = 0x20000000;
    private static final int COORDINATES = 16;

    /** Whether {@code value[from..]} is one geometry and nothing else. */
    static boolean isWhole(byte[] value, int from) {
        if (value.length <= from) {
            return false;
        }
        ByteBuffer buffer = ByteBuffer.wrap(value, from, value.length - from);
        try {
            skipGeometry(buffer, 0);
            return !buffer.hasRemaining();
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return false;
        }
    }

    private static void skipGeometry(ByteBuffer buffer, int depth) {
        byte order = buffer.get();
        if (order != 0 && order != 1 || depth > 32) {
            throw new IllegalArgumentException("not a byte order");
        }
        buffer.order(order == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        int type = buffer.getInt();
        if ((type & SRID_FLAG) != 0) {
            buffer.getInt();
        }
        switch (type & ~SRID_FLAG) {
            case 1 -> skip(buffer, COORDINATES);
            case 2 -> skipPoints(buffer);
            case 3 -> {
                for (int rings = count(buffer); rings > 0; rings--) {
                    skipPoints(buffer);
                }
            }
            case 4, 5, 6, 7 -> {
                for (int parts = count(buffer); parts > 0; parts--) {
                    skipGeometry(buffer, depth + 1);
                }
            }
            default -> throw new IllegalArgumentException("not a geometry type");
        }
    }

    private static void skipPoints(ByteBuffer buffer) {
        skip(buffer, (long) COORDINATES * count(buffer));
    }

    private static int count(ByteBuffer buffer) {
        int count = buffer.getInt();
        if (count < 0) {
            throw new IllegalArgumentException("negative count");
        }
        return count;
    }

    private static void skip(ByteBuffer buffer, long bytes) {
        if (bytes > buffer.remaining()) {
            throw new BufferUnderflowException();
        }
        buffer.position(buffer.position() + (int) bytes);
    }

    /** EWKB as WKB with the SRID apart; WKB as it is. Only for a {@link #isWhole whole} geometry. */
    static WellKnownBinary withoutSrid(byte[] value) {
        ByteBuffer buffer = ByteBuffer.wrap(value);
        buffer.order(buffer.get() == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        int type = buffer.getInt();
        if ((type & SRID_FLAG) == 0) {
            return new WellKnownBinary(value, 0);
        }
        int srid = buffer.getInt();
        byte[] plain = new byte[value.length - 4];
        ByteBuffer result = ByteBuffer.wrap(plain).order(buffer.order());
        result.put(value[0]).putInt(type & ~SRID_FLAG).put(buffer);
        return new WellKnownBinary(plain, srid & 0xFFFFFFFFL);
    }
}
