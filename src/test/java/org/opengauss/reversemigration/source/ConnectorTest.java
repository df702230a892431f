package org.opengauss.reversemigration.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.opengauss.reversemigration.config.Secret;
import org.opengauss.reversemigration.config.SourceConfig;

class ConnectorTest {
    @Test
    void theUrlNamesHostPortAndDatabaseOnly() {
        assertThat(new Connector(Configs.source()).url(5433))
                .isEqualTo("jdbc:opengauss://db1:5433/shop");
    }

    @Test
    void ipv6HostsStandInBrackets() {
        assertThat(new Connector(Configs.source("::1", 5432, Map.of())).url(5432))
                .isEqualTo("jdbc:opengauss://[::1]:5432/shop");
        assertThat(new Connector(Configs.source("[::1]", 5432, Map.of())).url(5432))
                .isEqualTo("jdbc:opengauss://[::1]:5432/shop");
    }

    @Test
    void databaseNamesReachTheDriverAsTheyAre() throws SQLException {
        String database = "shop a+b?c/d&é";
        SourceConfig source =
                new SourceConfig("db1", 5432, "repl", new Secret("x"), database, Map.of());

        Properties parsed =
                org.opengauss.Driver.parseURL(new Connector(source).url(5432), new Properties());

        assertThat(parsed.getProperty("PGDBNAME")).isEqualTo(database);
    }

    @Test
    void nothingPrintsThePassword() {
        SourceConfig source = Configs.source();

        assertThat(source.toString()).doesNotContain(Configs.PASSWORD);
        assertThat(new Connector(source).toString()).isEqualTo("db1:5432/shop");
        assertThat(new Connector(source).url(1)).doesNotContain(Configs.PASSWORD);
    }

    @Test
    void replicationConnectionsHaveWhatTheWalsenderNeeds() {
        Properties properties = new Connector(Configs.source()).replicationProperties("gsql", "17");

        assertThat(properties)
                .containsEntry("replication", "database")
                .containsEntry("assumeMinServerVersion", "9.4")
                .containsEntry("preferQueryMode", "simple")
                .containsEntry("ApplicationName", "gsql")
                .containsEntry("tcpKeepAlive", "true")
                .containsEntry("socketTimeout", "0")
                .containsEntry("bitOutput", "bin")
                .containsEntry("socketFactoryArg", "17")
                .containsEntry("user", "repl")
                .containsEntry("password", Configs.PASSWORD);
    }

    @Test
    void configuredPropertiesWinExceptWhereTheStreamWouldBreak() {
        Connector connector =
                new Connector(
                        Configs.source(
                                "db1",
                                5432,
                                Map.of(
                                        "CONNECTTIMEOUT", "3",
                                        "replication", "true",
                                        "sslmode", "require")));

        assertThat(connector.replicationProperties("a", "1"))
                .containsEntry("CONNECTTIMEOUT", "3")
                .doesNotContainKey("connectTimeout")
                .containsEntry("replication", "database")
                .containsEntry("sslmode", "require");
        assertThat(connector.ordinaryProperties(Duration.ofSeconds(60)))
                .containsEntry("sslmode", "require")
                .containsEntry("socketTimeout", "60");
    }
}
