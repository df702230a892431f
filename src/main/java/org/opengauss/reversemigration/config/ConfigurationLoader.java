package org.opengauss.reversemigration.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads {@code config.yaml} into a {@link Configuration}: every default filled in, every {@code ${..}} replaced, or one
 * {@link ConfigException} with all problems. Works on YAML's node tree, so that values keep their spelling and problems
 * their line, and nothing in the file can name a Java class.
 */
public final class ConfigurationLoader {
    private final UnaryOperator<String> environment;
    private final Host host;

    ConfigurationLoader(UnaryOperator<String> environment, Host host) {
        this.environment = environment;
        this.host = host;
    }

    /** @throws ConfigException with everything that is wrong with the file */
    public static Configuration load(Path file) {
        return new ConfigurationLoader(System::getenv, Host.thisOne()).read(file);
    }

    Configuration read(Path file) {
        Problems problems = new Problems();
        String text = new PastedText(problems).mend(content(file));
        MappingNode root = parse(text, file, problems);
        Path folder = file.toAbsolutePath().getParent();
        Section top = new Section("", root, problems, new References(environment, folder));
        ConfigurationSchema schema = new ConfigurationSchema(top, problems, host);
        Configuration configuration = schema.read();
        problems.throwIfAny(file.toString());
        List<String> remarks = new ArrayList<>(configuration.remarks());
        if (schema.holdsClearPassword() && isReadableByOthers(file)) {
            remarks.add(
                    file
                            + " holds a password in clear and others may read it; chmod"
                            + " 600 it, or write ${ENV:NAME} or ${FILE:path}");
        }
        return configuration.withRemarks(remarks);
    }

    private static String content(Path file) {
        try {
            String text =
                    UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(file))).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (NoSuchFileException e) {
            throw new ConfigException(
                    file.toString(), List.of("no such file; name another one with --config"));
        } catch (CharacterCodingException e) {
            throw new ConfigException(file.toString(), List.of("is not UTF-8; save it as UTF-8"));
        } catch (IOException e) {
            throw new ConfigException(
                    file.toString(), List.of("cannot be read: " + Unreadable.because(file, e)));
        }
    }

    private static MappingNode parse(String text, Path file, Problems problems) {
        try {
            Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
            Node node = yaml.compose(new StringReader(text));
            if (node == null || node instanceof MappingNode) {
                return (MappingNode) node;
            }
            problems.add(1, "the file must hold `key: value` lines: og_conn, slot, mysql");
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            problems.add(line, "not valid YAML: " + reason(e, text, line));
        } catch (YAMLException e) {
            problems.add(1, "not valid YAML: " + e.getClass().getSimpleName());
        }
        problems.throwIfAny(file.toString());
        throw new IllegalStateException("a problem was added");
    }

    /** Without YAML's own excerpt of the file, and without its words where they could quote a password. */
    private static String reason(MarkedYAMLException e, String text, int line) {
        String[] lines = text.split("\n", -1);
        String there = line <= lines.length ? lines[line - 1] : "";
        if (PastedText.isSecret(there)) {
            return "put the values of this line in single quotes";
        }
        return e.getProblem() + (e.getContext() == null ? "" : " (" + e.getContext() + ")");
    }

    private static boolean isReadableByOthers(Path file) {
        try {
            return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException | UnsupportedOperationException e) {
            return false; // not a POSIX file system: nothing to say
        }
    }
}
