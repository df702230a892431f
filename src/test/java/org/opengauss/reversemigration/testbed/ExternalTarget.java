package org.opengauss.reversemigration.testbed;

import java.util.Map;

/** The MySQL that {@code RM_TARGET_URL}, {@code RM_TARGET_USER} and {@code RM_TARGET_PASSWORD} name; it is not ours to stop. */
final class ExternalTarget implements TargetServer {
    private final ServerAddress address;
    private final String user;
    private final String password;

    ExternalTarget(Map<String, String> environment) {
        this.address = ServerAddress.parse("RM_TARGET_URL", environment.get("RM_TARGET_URL"), 3306);
        this.user = environment.getOrDefault("RM_TARGET_USER", "root");
        this.password = environment.getOrDefault("RM_TARGET_PASSWORD", "");
    }

    static boolean isNamed(Map<String, String> environment) {
        return !environment.getOrDefault("RM_TARGET_URL", "").isEmpty();
    }

    @Override
    public String host() {
        return address.host();
    }

    @Override
    public int port() {
        return address.port();
    }

    @Override
    public String adminUser() {
        return user;
    }

    @Override
    public String adminPassword() {
        return password;
    }

    @Override
    public String toolUser() {
        return user;
    }

    @Override
    public String toolPassword() {
        return password;
    }

    @Override
    public boolean isMariaDb() {
        return false;
    }

    @Override
    public void kill() {
        throw notOurs();
    }

    @Override
    public void stop() {
        throw notOurs();
    }

    @Override
    public void start() {
        throw notOurs();
    }

    @Override
    public void freeze() {
        throw notOurs();
    }

    @Override
    public void thaw() {
        throw notOurs();
    }

    /** Nothing: the server stays. */
    @Override
    public void close() {}

    private static UnsupportedOperationException notOurs() {
        return new UnsupportedOperationException(
                "the server of RM_TARGET_URL is not stopped or started by tests; unset it for this one");
    }
}
