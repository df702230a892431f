package org.opengauss.reversemigration.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An ordinary connection: passes messages between client and PostgreSQL. Names written {@code pg_catalog.X} are turned
 * to the shims' where there is a shim X, since a qualified name does not follow the search path.
 */
final class SqlSession {
    private static final Pattern QUALIFIED = Pattern.compile("\\bpg_catalog\\.(\\w+)");

    private final Wire client;
    private final Wire postgres;
    private final Set<String> shims;
    private final OpenGaussSql dialect;
    private final Faults faults;

    SqlSession(
            Wire client, Backend backend, Set<String> shims, OpenGaussSql dialect, Faults faults) {
        this.client = client;
        this.postgres = backend.wire();
        this.shims = shims;
        this.dialect = dialect;
        this.faults = faults;
    }

    /** Passes messages until either side ends. */
    void run() throws IOException {
        Thread answers = new Thread(this::passAnswers, "standin-answers");
        answers.setDaemon(true);
        answers.start();
        try {
            while (true) {
                Wire.Message message = client.read();
                faults.passGate();
                postgres.put(message.type(), rewritten(message));
                if (!client.hasMore()) {
                    postgres.flush();
                }
            }
        } finally {
            postgres.close();
        }
    }

    private void passAnswers() {
        try {
            while (true) {
                byte[] bytes = postgres.readSome();
                if (bytes.length == 0) {
                    break;
                }
                faults.passGate();
                client.putRaw(bytes, 0, bytes.length);
                client.flush();
            }
        } catch (IOException e) {
            // either side is gone: both are closed below
        } finally {
            client.close();
        }
    }

    private byte[] rewritten(Wire.Message message) {
        byte[] body = message.body();
        int start =
                switch (message.type()) {
                    case 'Q' -> 0;
                    // the prepared statement's name comes first
                    case 'P' -> zero(body, 0) + 1;
                    default -> -1;
                };
        if (start < 0) {
            return body;
        }
        int end = zero(body, start);
        String sql = new String(body, start, end - start, UTF_8);
        return new Body()
                .raw(Arrays.copyOf(body, start))
                .raw(dialect.translate(rewrite(sql, shims)))
                .raw(Arrays.copyOfRange(body, end, body.length))
                .bytes();
    }

    private static int zero(byte[] body, int from) {
        int at = from;
        while (body[at] != 0) {
            at++;
        }
        return at;
    }

    static String rewrite(String sql, Set<String> shims) {
        if (!sql.contains("pg_catalog.")) {
            return sql;
        }
        Matcher matcher = QUALIFIED.matcher(sql);
        return matcher.replaceAll(
                found ->
                        Matcher.quoteReplacement(
                                shims.contains(found.group(1))
                                        ? "standin." + found.group(1)
                                        : found.group()));
    }
}
