package org.opengauss.reversemigration.standin;

/** An error as the server would report it to the client; {@code detail} and {@code where} may be empty. */
final class ServerError extends Exception {
    private static final long serialVersionUID = 1L;

    private final String sqlState;
    private final String detail;
    private final String where;

    ServerError(String sqlState, String message) {
        this(sqlState, message, "", "");
    }

    ServerError(String sqlState, String message, String detail, String where) {
        super(message);
        this.sqlState = sqlState;
        this.detail = detail;
        this.where = where;
    }

    String sqlState() {
        return sqlState;
    }

    ServerError withWhere(String place) {
        return new ServerError(sqlState, getMessage(), detail, place);
    }

    /** The body of an ErrorResponse of that severity. */
    byte[] body(String severity) {
        Body body = new Body();
        field(body, 'S', severity);
        field(body, 'C', sqlState);
        field(body, 'M', getMessage());
        field(body, 'D', detail);
        field(body, 'W', where);
        return body.int8(0).bytes();
    }

    private static void field(Body body, char name, String value) {
        if (!value.isEmpty()) {
            body.int8(name).text(value);
        }
    }
}
