package org.opengauss.reversemigration.target;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Spatial columns, from openGauss's point, lseg, box, path and polygon, from bytes (WKB, EWKB, or MySQL's own form with
 * the SRID in front) and from WKT. Coordinates travel as doubles, bit for bit.
 */
final class GeometryWriter implements ValueWriter {
    private static final int POINT = 1;
    private static final int LINE_STRING = 2;
    private static final int POLYGON = 3;

    private final SourceType source;
    private final long srid;

    GeometryWriter(TargetColumn column, SourceType source) {
        this.source = source;
        this.srid = column.srid().orElse(0);
    }

    /** No: functions and bytes. */
    @Override
    public boolean literalsShareAType() {
        return false;
    }

    @Override
    public void write(SqlText sql, byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, US_ASCII);
        switch (source) {
            case POINT -> writeShape(sql, POINT, coordinates(text));
            case LSEG, PATH -> writeShape(sql, LINE_STRING, path(text));
            case POLYGON -> writeShape(sql, POLYGON, closed(coordinates(text)));
            case BOX -> writeShape(sql, POLYGON, corners(coordinates(text)));
            case BYTEA, BLOB -> writeBinary(sql, hex(text));
            default -> {
                if (text.startsWith("00") || text.startsWith("01")) {
                    writeBinary(sql, hex(text)); // PostGIS prints hex
                } else {
                    writeWkt(sql, text);
                }
            }
        }
    }

    @Override
    public void match(SqlText sql, byte[] column, byte[] bytes, int from, int to) {
        sql.append("ST_AsBinary(").append(column).append(")=ST_AsBinary(");
        write(sql, bytes, from, to);
        sql.append(')');
    }

    private void writeShape(SqlText sql, int type, List<Double> coordinates) {
        int points = coordinates.size() / 2;
        boolean sized = type == POINT ? points == 1 : points >= 1 && coordinates.size() % 2 == 0;
        if (!sized) {
            throw UnfitValueException.because("not a list of coordinate pairs");
        }
        ByteBuffer wkb =
                ByteBuffer.allocate(13 + 8 * coordinates.size()).order(ByteOrder.LITTLE_ENDIAN);
        wkb.put((byte) 1).putInt(type);
        if (type == POLYGON) {
            wkb.putInt(1);
        }
        if (type != POINT) {
            wkb.putInt(points);
        }
        coordinates.forEach(wkb::putDouble);
        writeWkb(sql, wkb.array(), 0, wkb.position(), srid);
    }

    private static void writeWkb(SqlText sql, byte[] wkb, int from, int to, long srid) {
        sql.append("ST_GeomFromWKB(").hexLiteral(wkb, from, to);
        if (srid != 0) {
            sql.append(',').append(srid);
        }
        sql.append(')');
    }

    private void writeBinary(SqlText sql, byte[] value) {
        if (value.length > 0 && (value[0] & 0xff) >= 'A') {
            writeWkt(sql, new String(value, US_ASCII));
        } else if (WellKnownBinary.isWhole(value, 4)) {
            sql.hexLiteral(value, 0, value.length); // MySQL's stored form is taken as it is
        } else if (WellKnownBinary.isWhole(value, 0)) {
            WellKnownBinary plain = WellKnownBinary.withoutSrid(value);
            long own = plain.srid() != 0 ? plain.srid() : srid;
            writeWkb(sql, plain.bytes(), 0, plain.bytes().length, own);
        } else {
            throw UnfitValueException.because("the bytes are neither WKB nor MySQL's form of it");
        }
    }

    private void writeWkt(SqlText sql, String wkt) {
        if (wkt.isEmpty() || !Character.isLetter(wkt.charAt(0))) {
            throw UnfitValueException.because("MySQL has no such shape");
        }
        sql.append("ST_GeomFromText(").literal(wkt);
        if (srid != 0) {
            sql.append(',').append(srid);
        }
        sql.append(')');
    }

    private static byte[] hex(String text) {
        try {
            return HexFormat.of().parseHex(text, text.startsWith("\\x") ? 2 : 0, text.length());
        } catch (IllegalArgumentException e) {
            throw UnfitValueException.because("not hex digits, as binary values are printed");
        }
    }

    /** {@code [..]} is open, {@code (..)} closed, for a path; an lseg prints as an open one. */
    private static List<Double> path(String text) {
        List<Double> coordinates = coordinates(text);
        return text.startsWith("(") ? closed(coordinates) : coordinates;
    }

    private static List<Double> closed(List<Double> coordinates) {
        int size = coordinates.size();
        boolean isClosed =
                size >= 4
                        && coordinates.get(0).equals(coordinates.get(size - 2))
                        && coordinates.get(1).equals(coordinates.get(size - 1));
        if (!isClosed && size >= 2) {
            coordinates.add(coordinates.get(0));
            coordinates.add(coordinates.get(1));
        }
        return coordinates;
    }

    private static List<Double> corners(List<Double> box) {
        if (box.size() != 4) {
            throw UnfitValueException.because("a box has two corners");
        }
        double right = box.get(0);
        double top = box.get(1);
        double left = box.get(2);
        double bottom = box.get(3);
        return List.of(left, bottom, right, bottom, right, top, left, top, left, bottom);
    }

    private static List<Double> coordinates(String text) {
        List<Double> numbers = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            if ("()[],<> ".indexOf(text.charAt(at)) >= 0) {
                at++;
                continue;
            }
            int end = at;
            while (end < text.length() && "()[],<> ".indexOf(text.charAt(end)) < 0) {
                end++;
            }
            byte[] number = text.substring(at, end).getBytes(US_ASCII);
            numbers.add(NumberText.decimal(number, 0, number.length).doubleValue());
            at = end;
        }
        return numbers;
    }
}
