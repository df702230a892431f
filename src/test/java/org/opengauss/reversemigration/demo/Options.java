package org.opengauss.reversemigration.demo;

import java.util.List;

/**
 * What {@code scripts/demo} was asked for.
 *
 * @param rate transactions a second of all sessions together; 0 = as many as the source takes
 */
record Options(int seconds, int sessions, int writers, int rate, long seed) {
    /**
     * @throws IllegalArgumentException with a sentence for the user
     */
    static Options of(List<String> arguments) {
        int seconds = 10;
        int sessions = 4;
        int writers = 2;
        int rate = 300;
        int seed = 1;
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            String value = i + 1 < arguments.size() ? arguments.get(i + 1) : "";
            switch (name) {
                case "--seconds" -> seconds = number(name, value, 1, 86_400);
                case "--sessions" -> sessions = number(name, value, 1, 50);
                case "--writers" -> writers = number(name, value, 1, 128);
                case "--rate" -> rate = number(name, value, 0, 1_000_000);
                case "--seed" -> seed = number(name, value, 0, Integer.MAX_VALUE);
                default -> throw new IllegalArgumentException("unknown option " + name);
            }
        }
        return new Options(seconds, sessions, writers, rate, seed);
    }

    private static int number(String name, String text, int least, int most) {
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException(
                name + " takes a number from " + least + " to " + most + ", not '" + text + "'");
    }

    int ratePerSession() {
        return rate == 0 ? 0 : Math.max(1, rate / sessions);
    }
}
