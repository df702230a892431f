package org.opengauss.reversemigration.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengauss.reversemigration.model.ExitCode;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.model.StreamMode;

class ConfigurationLoaderTest {
    private static final Path CASES = Path.of("src/test/resources/config");
    private static final long HEAP = 512L << 20;
    private static final Map<String, String> ENVIRONMENT =
            Map.of("OG_PASSWORD", "Gauss@123", "MYSQL_PASSWORD", "MySQL@123");

    @TempDir private Path folder;

    static Stream<String> badFiles() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders
                    .filter(path -> Files.exists(path.resolve("problems.txt")))
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void allProblemsOfABadFileAreListedAtOnce(String name) throws IOException {
        ConfigException refused = refused(CASES.resolve(name).resolve("config.yaml"));

        assertThat(refused.problems())
                .isEqualTo(Files.readAllLines(CASES.resolve(name).resolve("problems.txt"), UTF_8));
        assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.getMessage()).doesNotContain("Gauss@123", "MySQL@123", "Secret1");
    }

    @Test
    void defaultsAreThese() throws IOException {
        Path file = write(minimal(""));

        Configuration configuration = read(file);

        assertThat(configuration.source().port()).isEqualTo(5432);
        assertThat(configuration.source().properties()).isEmpty();
        assertThat(configuration.slot())
                .isEqualTo(
                        new SlotConfig(
                                "og2my",
                                SlotConfig.Stream.AUTO,
                                OptionalInt.empty(),
                                4,
                                Optional.empty(),
                                OptionalInt.empty(),
                                Optional.empty(),
                                List.of(),
                                false));
        assertThat(configuration.target().port()).isEqualTo(3306);
        assertThat(configuration.target().properties()).isEmpty();
        assertThat(configuration.apply()).isEqualTo(defaultApply(4));
        assertThat(configuration.mapping().schemas()).isEmpty();
        assertThat(configuration.status().interval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(configuration.remarks()).isEmpty();
    }

    @Test
    void whatIsNotSetFollowsFromProcessorsAndHeap() throws IOException {
        Path file = write(minimal(""));
        long gib = 1L << 30;

        Configuration tiny = read(file, new Host(1, gib / 4));
        Configuration middle = read(file, new Host(12, 64 * gib));
        Configuration big = read(file, new Host(128, 64 * gib));

        assertThat(tiny.apply().writers()).isEqualTo(2);
        assertThat(tiny.apply().inFlightBytes()).isEqualTo(64 << 20);
        assertThat(tiny.slot().fastDecoders()).isEqualTo(4);
        assertThat(tiny.host()).isEqualTo("1 processor and a heap of 256 MiB");
        assertThat(middle.apply().writers()).isEqualTo(8);
        assertThat(middle.apply().inFlightBytes()).isEqualTo(256 << 20);
        assertThat(big.apply().writers()).isEqualTo(16);
        assertThat(big.apply().inFlightBytes()).isEqualTo(512 << 20);
        assertThat(big.slot().fastDecoders()).isEqualTo(8);
        assertThat(big.host()).isEqualTo("128 processors and a heap of 65536 MiB");
    }

    @Test
    void everyKeyIsTaken() {
        Configuration configuration = read(CASES.resolve("good/every-key.yaml"));

        assertThat(configuration.source())
                .isEqualTo(
                        new SourceConfig(
                                "db1",
                                5433,
                                "repl",
                                new Secret("Gauss@123"),
                                "shop",
                                Map.of("sslmode", "verify-full", "socketTimeout", "90")));
        assertThat(configuration.slot())
                .isEqualTo(
                        new SlotConfig(
                                "other",
                                SlotConfig.Stream.COMPLETE,
                                OptionalInt.of(8),
                                4,
                                Optional.of(StreamMode.Style.BINARY),
                                OptionalInt.of(1),
                                Optional.of(Lsn.parse("16/3002D50")),
                                List.of("public.a", "s.*"),
                                true));
        assertThat(configuration.target())
                .isEqualTo(
                        new TargetConfig(
                                "my1",
                                3307,
                                "writer",
                                new Secret("pa$$ ${word}"),
                                "back",
                                Map.of("sslMode", "VERIFY_CA")));
        assertThat(configuration.apply())
                .isEqualTo(
                        new ApplyConfig(
                                ApplyConfig.Mode.TABLE,
                                6,
                                Duration.ofMillis(50),
                                100,
                                200,
                                1 << 20,
                                16 << 20,
                                512 << 10,
                                ApplyConfig.OnConflict.OVERWRITE,
                                ApplyConfig.WithoutIdentity.INSERT_ONLY,
                                ApplyConfig.UnfitValue.NULL,
                                Duration.ofMinutes(2),
                                "meta"));
        assertThat(configuration.mapping().schemas())
                .isEqualTo(Map.of("sales", "shop_sales", "Ümlaut", "u"));
        assertThat(configuration.status().interval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(configuration.remarks()).isEmpty();
    }

    @Test
    void aFileOfTheOriginalToolWorksUnchanged() {
        Configuration configuration = read(CASES.resolve("good/original.yaml"));

        assertThat(configuration.source().port()).isEqualTo(5432);
        assertThat(configuration.slot().decoders()).hasValue(20);
        assertThat(configuration.slot().style()).contains(StreamMode.Style.JSON);
        assertThat(configuration.slot().waitLsn()).isEmpty();
        assertThat(configuration.slot().whiteTables()).isEmpty();
        assertThat(configuration.apply()).isEqualTo(defaultApply(20));
        assertThat(configuration.remarks())
                .first()
                .isEqualTo(
                        "slot.skip-empty-xacts is ignored: the server is always asked for false");
    }

    @Test
    void theNumberOfWritersMayStandAtTheTopAsInTheOriginal() throws IOException {
        assertThat(read(write(minimal("runnable_num: '1'\n"))).apply().writers()).isEqualTo(1);
    }

    @Test
    void theExampleHoldsEveryKeyAndItsDefaults() throws IOException {
        Configuration asItIs = read(Path.of("config.yaml"));
        String uncommented =
                Files.readString(Path.of("config.yaml"), UTF_8)
                        .replaceAll("(?m)^( *)# (?=(apply|ledger|mapping|status):$)", "$1")
                        .replaceAll("(?m)^( +)# (?= *[A-Za-z_-]+:( \\S|$))", "$1");
        Configuration full = read(write(uncommented));

        assertThat(asItIs.apply()).isEqualTo(defaultApply(4));
        assertThat(full.apply()).isEqualTo(asItIs.apply());
        assertThat(full.status()).isEqualTo(asItIs.status());
        assertThat(full.mapping().schemas()).isEqualTo(Map.of("sales", "shop_sales"));
        assertThat(full.slot().decoders()).hasValue(4);
        assertThat(full.remarks()).isEmpty();
        assertThat(keysOf(uncommented))
                .containsAll(keysOf(Files.readString(CASES.resolve("good/every-key.yaml"), UTF_8)));
    }

    @Test
    void aMissingFileADirectoryAndAForeignEncodingAreNamed() throws IOException {
        assertThatThrownBy(() -> read(folder.resolve("none.yaml")))
                .isInstanceOf(ConfigException.class)
                .hasMessageEndingWith("none.yaml: no such file; name another one with --config");
        assertThatThrownBy(() -> read(folder))
                .hasMessageEndingWith("cannot be read: is a directory");
        Path gbk = folder.resolve("gbk.yaml");
        Files.write(gbk, new byte[] {'#', ' ', (byte) 0xC4, (byte) 0xE3, '\n'});
        assertThatThrownBy(() -> read(gbk)).hasMessageEndingWith("is not UTF-8; save it as UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:5432", "db1:5432", "[::1]:5432", "jdbc:mysql://db1/shop"})
    void aHostHoldsNoPort(String host) throws IOException {
        ConfigException refused = refused(write(minimal("").replace("db1", "'" + host + "'")));

        assertThat(refused.problems()).singleElement().asString().contains("without port");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "db-1.example.org", "::1", "[::1]", "fe80::1%eth0"})
    void namesAndAddressesAreHosts(String host) throws IOException {
        Configuration configuration = read(write(minimal("").replace("db1", "'" + host + "'")));

        assertThat(configuration.source().host()).isEqualTo(host);
    }

    @Test
    void aSecretTheLocaleCouldNotReadIsNamed() throws IOException {
        Path file = write(minimal("").replace("'og'", "'${ENV:UNDECODED}'"));

        assertThatThrownBy(
                        () ->
                                new ConfigurationLoader(name -> "pa\uFFFDss", new Host(4, HEAP))
                                        .read(file))
                .hasMessageContaining("og_conn.password: environment variable UNDECODED")
                .hasMessageContaining("LC_ALL=C.UTF-8")
                .hasMessageNotContaining("pa\uFFFDss");
    }

    @Test
    void aByteOrderMarkAndWindowsLineEndsAreAccepted() throws IOException {
        assertThat(read(write("\uFEFF" + minimal("").replace("\n", "\r\n"))).slot().name())
                .isEqualTo("og2my");
    }

    @Test
    void slashesInsideAValueAreNoRemark() throws IOException {
        Path file =
                write(
                        """
                        og_conn:
                          host: db1
                          user: repl
                          password: "a // b # c" # kept
                          database: shop
                        slot: {name: og2my}
                        mysql:
                          host: my1
                          user: repl
                          password: a//b#c
                          database: shop
                        """);

        Configuration configuration = read(file);

        assertThat(configuration.source().password().reveal()).isEqualTo("a // b # c");
        assertThat(configuration.target().password().reveal()).isEqualTo("a//b#c");
    }

    @Test
    void aClearPasswordThatEveryUserCanReadIsRemarkedOn() throws IOException {
        Path file = write(minimal(""));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(read(file).remarks()).singleElement().asString().contains("chmod 600");

        Path references =
                write(minimal("").replace("'og'", "'${ENV:OG_PASSWORD}'").replace("'my'", "''"));
        Files.setPosixFilePermissions(references, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(read(references).remarks()).isEmpty();
    }

    @Test
    void aPrintedConfigurationHoldsNoSecret() throws IOException {
        String file =
                minimal("")
                        .replace(
                                "database: shop", "database: shop, properties: {sslpassword: tls}");

        assertThat(read(write(file)).toString())
                .doesNotContain("=og,", "=my,", "tls")
                .contains("password=****", "properties=[sslpassword]");
    }

    private static ApplyConfig defaultApply(int writers) {
        return new ApplyConfig(
                ApplyConfig.Mode.TRANSACTION,
                writers,
                Duration.ofMillis(80),
                8192,
                8192,
                8 << 20,
                HEAP / 4,
                32 << 20,
                ApplyConfig.OnConflict.STOP,
                ApplyConfig.WithoutIdentity.REFUSE,
                ApplyConfig.UnfitValue.STOP,
                Duration.ofSeconds(30),
                "reverse_migration");
    }

    private static String minimal(String more) {
        return "og_conn: {host: db1, user: repl, password: 'og', database: shop}\n"
                + "slot: {name: og2my}\n"
                + "mysql: {host: my1, user: repl, password: 'my', database: shop}\n"
                + more;
    }

    private static List<String> keysOf(String yaml) {
        return java.util.regex.Pattern.compile("(?m)(?:^|[{,]) *([A-Za-z_-]+):(?= |$)")
                .matcher(yaml)
                .results()
                .map(result -> result.group(1))
                .filter(key -> !key.equals("socketTimeout") && !key.equals("sslMode"))
                .toList();
    }

    private Path write(String text) throws IOException {
        Path file = Files.createTempFile(folder, "config", ".yaml");
        return Files.writeString(file, text, UTF_8);
    }

    private static Configuration read(Path file) {
        return read(file, new Host(4, HEAP));
    }

    private static Configuration read(Path file, Host host) {
        return new ConfigurationLoader(ENVIRONMENT::get, host).read(file);
    }

    private static ConfigException refused(Path file) {
        return catchThrowableOfType(ConfigException.class, () -> read(file));
    }
}
