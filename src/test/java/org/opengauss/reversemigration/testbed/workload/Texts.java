package org.opengauss.reversemigration.testbed.workload;

import java.util.Random;

/** Texts that careless tools spoil on their way. */
final class Texts {
    private static final String[] TEXTS = {
        null,
        "null",
        "NULL",
        "",
        " ",
        "trailing space ",
        "it's",
        "''",
        "'; drop table item; --",
        "back\\slash",
        "ends with a backslash\\",
        "\\'",
        "\"double\" and `back` quotes",
        "line\nbreak, tab\t, return\r",
        "percent % and under_score",
        "{\"json\": [1, null, \"x\"]}",
        "dollar $1 and ${ENV:HOME}",
        "question ? and :colon",
        "\u4f60\u597d\uff0c\u4e16\u754c",
        "\u00e4\u00f6\u00fc\u00df \u00e9 e\u0301",
        "emoji \ud83d\ude00\ud83c\udde8\ud83c\uddf3",
        "\u0001\u001a\u007f\ufeff\uffff",
    };

    private Texts() {}

    /** One of them, or a longer one of many parts; may be null. */
    static String any(Random random) {
        int parts = random.nextInt(10) == 0 ? 2 + random.nextInt(6) : 1;
        String first = TEXTS[random.nextInt(TEXTS.length)];
        StringBuilder longer = new StringBuilder().append(first);
        for (int part = 1; part < parts; part++) {
            longer.append(TEXTS[1 + random.nextInt(TEXTS.length - 1)]);
        }
        return parts == 1 ? first : longer.toString();
    }
}
