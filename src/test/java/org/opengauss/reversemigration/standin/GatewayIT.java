package org.opengauss.reversemigration.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opengauss.reversemigration.testbed.PostgresDatabase;

/** The gateway as openGauss's own driver sees it: login, SQL, replication commands and their errors. */
class GatewayIT {
    private PostgresDatabase database;
    private StandIn openGauss;

    @BeforeEach
    void start() throws SQLException {
        database = PostgresDatabase.create();
        openGauss = StandIn.start(database, Manners.A_6_0);
    }

    @AfterEach
    void stop() throws SQLException {
        openGauss.close();
        database.close();
    }

    @ParameterizedTest
    @CsvSource({"simple", "extended", "extendedForPrepared"})
    void driverRunsSqlInEveryQueryMode(String mode) throws SQLException {
        Properties properties = login(openGauss.password());
        properties.setProperty("preferQueryMode", mode);
        try (Connection connection = connect(properties);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (id int PRIMARY KEY, v text)");
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO t VALUES (?, ?)")) {
                insert.setInt(1, 5);
                insert.setString(2, "it's");
                insert.executeUpdate();
            }
            assertThat(one(statement, "SELECT v FROM public.t WHERE id = 5")).isEqualTo("it's");
            assertThat(connection.getMetaData().getDatabaseProductVersion()).contains("9.2.4");
        }
    }

    @Test
    void wrongPasswordAndUnknownUserAreRefusedAlike() {
        Properties stranger = login("x");
        stranger.setProperty("user", "stranger");
        for (Properties properties : new Properties[] {login("wrong"), stranger}) {
            assertThatThrownBy(() -> connect(properties))
                    .hasMessageContaining("Invalid username/password,login denied.")
                    .hasFieldOrPropertyWithValue("SQLState", "28P01");
        }
    }

    @Test
    void replicationConnectionAnswersCommandsAndSql() throws SQLException {
        try (Connection connection = connect(replication());
                Statement statement = connection.createStatement()) {
            assertThat(one(statement, "SELECT 42")).isEqualTo("42");
            try (ResultSet result = statement.executeQuery("IDENTIFY_SYSTEM")) {
                assertThat(result.next()).isTrue();
                assertThat(result.getString("dbname")).isEqualTo(database.name());
                assertThat(result.getString("xlogpos")).matches("[0-9A-F]+/[0-9A-F]+");
            }
        }
    }

    private Properties login(String password) {
        Properties properties = new Properties();
        properties.setProperty("user", openGauss.user());
        properties.setProperty("password", password);
        return properties;
    }

    private Properties replication() {
        Properties properties = login(openGauss.password());
        properties.setProperty("replication", "database");
        properties.setProperty("assumeMinServerVersion", "9.4");
        properties.setProperty("preferQueryMode", "simple");
        return properties;
    }

    private Connection connect(Properties properties) throws SQLException {
        return DriverManager.getConnection(openGauss.url(database.name()), properties);
    }

    private static String one(Statement statement, String sql) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
