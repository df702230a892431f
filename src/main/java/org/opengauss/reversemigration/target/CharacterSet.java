package org.opengauss.reversemigration.target;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.Set;

/**
 * What of Unicode a MySQL character set can hold, and in how many bytes. Sets without an entry here are left to the
 * server, which refuses what it lacks (1366): better a late no than a wrong one.
 */
enum CharacterSet {
    UTF8MB4(0x10FFFF, 0),
    UTF8MB3(0xFFFF, 0),
    ASCII(0x7F, 1),
    /** MySQL's latin1 is cp1252, whose five holes stand for the control characters of their number. */
    LATIN1(0xFFFF, 1),
    UCS2(0xFFFF, 2),
    OTHER_SINGLE_BYTE(0xFFFF, 1),
    /** At least one byte a character; all of them may lack some. */
    OTHER(0x10FFFF, 1);

    private static final Set<String> SINGLE_BYTE =
            Set.of(
                    "latin2",
                    "latin5",
                    "latin7",
                    "cp1250",
                    "cp1251",
                    "cp1256",
                    "cp1257",
                    "cp850",
                    "cp852",
                    "cp866",
                    "koi8r",
                    "koi8u",
                    "greek",
                    "hebrew",
                    "tis620",
                    "macroman",
                    "macce",
                    "dec8",
                    "hp8",
                    "swe7",
                    "armscii8",
                    "keybcs2",
                    "geostd8");

    /** The characters of cp1252 above U+00FF. */
    private static final String CP1252 =
            "\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d"
                    + "\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e"
                    + "\u0178";

    /** Control characters whose place in cp1252 those took. */
    private static final String HOLES = "\u0081\u008d\u008f\u0090\u009d";

    private final int lastCodePoint;
    private final int bytesPerCharacter;

    CharacterSet(int lastCodePoint, int bytesPerCharacter) {
        this.lastCodePoint = lastCodePoint;
        this.bytesPerCharacter = bytesPerCharacter;
    }

    /** @param name as {@code information_schema} has it; empty counts as utf8mb4 */
    static CharacterSet of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        switch (lower) {
            case "", "utf8mb4":
                return UTF8MB4;
            case "utf8", "utf8mb3":
                return UTF8MB3;
            case "ascii":
                return ASCII;
            case "latin1":
                return LATIN1;
            case "ucs2":
                return UCS2;
            default:
                return SINGLE_BYTE.contains(lower) ? OTHER_SINGLE_BYTE : OTHER;
        }
    }

    /** Bytes the text takes in this set (for {@link #OTHER}: at least), after the same checks. */
    long bytes(byte[] utf8, int from, int to) {
        long characters = characters(utf8, from, to);
        return bytesPerCharacter == 0 ? to - from : characters * bytesPerCharacter;
    }

    /**
     * Characters of the text.
     *
     * @throws UnfitValueException if the bytes are not UTF-8 or this set lacks one of the characters
     */
    int characters(byte[] utf8, int from, int to) {
        int i = Octets.endOfAscii(utf8, from, to);
        int characters = i - from;
        while (i < to) {
            int lead = utf8[i] & 0xff;
            int length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
            if (length > 1) {
                checkCharacter(codePoint(utf8, i, to, length));
            }
            i += length;
            characters++;
        }
        return characters;
    }

    private static int codePoint(byte[] utf8, int at, int to, int length) {
        int lead = utf8[at] & 0xff;
        if (lead < 0xc2 || lead > 0xf4 || at + length > to) {
            throw notUtf8();
        }
        int code = lead & (0x7f >> length);
        for (int i = at + 1; i < at + length; i++) {
            if ((utf8[i] & 0xc0) != 0x80) {
                throw notUtf8();
            }
            code = code << 6 | utf8[i] & 0x3f;
        }
        boolean overlong = length == 3 && code < 0x800 || length == 4 && code < 0x10000;
        if (overlong || code > 0x10ffff || code >= 0xd800 && code < 0xe000) {
            throw notUtf8();
        }
        return code;
    }

    private void checkCharacter(int code) {
        boolean known = code <= lastCodePoint;
        if (this == LATIN1 && code > 0x7f) {
            known =
                    code >= 0xa0 && code <= 0xff
                            || HOLES.indexOf(code) >= 0
                            || CP1252.indexOf(code) >= 0;
        }
        if (!known) {
            throw UnfitValueException.because(
                    "the column's character set "
                            + name().toLowerCase(Locale.ROOT)
                            + " lacks a character");
        }
    }

    private static UnfitValueException notUtf8() {
        return UnfitValueException.because(
                "the bytes are not "
                        + UTF_8.name()
                        + "; is the source database encoded otherwise?");
    }
}
