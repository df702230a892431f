package org.opengauss.reversemigration.target;

/**
 * Why a change did not fit, found at the head of line in a plain replay. A control value: carries no stack.
 *
 * <p>{@code reason} holds no row values.
 */
final class Verdict extends Exception {
    private static final long serialVersionUID = 1L;

    /** What kind of misfit, as far as the way on depends on it. */
    enum Kind {
        /** A PRIMARY or UNIQUE value is taken. */
        DUPLICATE,
        /** Not exactly one row was found. */
        WRONG_COUNT,
        /** MySQL has no such table or column, or refuses a value for a generated one. */
        DEFINITION,
        /** The value does not fit its column. */
        UNFIT,
        /** The statement is above {@code max_allowed_packet}. */
        TOO_LARGE,
        /** Ours to refuse, whatever {@code on-conflict} says: a DDL, a change that names no row. */
        REFUSED
    }

    private final Kind kind;

    Verdict(Kind kind, String reason, Throwable cause) {
        super(reason, cause, false, false);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    String reason() {
        return getMessage();
    }
}
