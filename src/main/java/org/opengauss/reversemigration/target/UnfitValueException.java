package org.opengauss.reversemigration.target;

/** A value that its column cannot hold; becomes {@link UnfitRowException} where table and column are known. */
final class UnfitValueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean withoutForm;

    private UnfitValueException(String reason, boolean withoutForm) {
        super(reason, null, false, false);
        this.withoutForm = withoutForm;
    }

    /** @param reason says what is wrong without naming the value */
    static UnfitValueException because(String reason) {
        return new UnfitValueException(reason, false);
    }

    /** For values no MySQL column of the type has a form for (infinity, NaN, BC): policy may write NULL instead. */
    static UnfitValueException withoutForm(String reason) {
        return new UnfitValueException(reason, true);
    }

    boolean isWithoutForm() {
        return withoutForm;
    }
}
