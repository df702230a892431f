package org.opengauss.reversemigration.pipeline;

/**
 * Names of the threads: {@code <slot>-<role>}. The kernel shows 15 characters of a name ({@code top -H}), so of a long slot
 * name only the beginning is taken, or every thread would look the same there; the log and jstack show the same names.
 */
final class ThreadNames {
    /** Leaves nine for what tells threads apart: {@code writer-16}, {@code dispatche}, {@code slot-read}. */
    private static final int SLOT_CHARACTERS = 5;

    private ThreadNames() {}

    static String of(String slot, String role) {
        return slot.substring(0, Math.min(SLOT_CHARACTERS, slot.length())) + "-" + role;
    }
}
