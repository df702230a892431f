package org.opengauss.reversemigration.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.NopStatusListener;
import org.slf4j.Logger;

/**
 * How log lines look: one an event, to stderr, since stdout is for results. {@code LOG_LEVEL} (environment, {@code -D},
 * or {@code --verbose}) sets our level. Stack traces come with level TRACE only ({@code LOG_STACK}): a driver's own text
 * may quote values of a row. Logback finds it as a service; a file named by {@code -Dlogback.configurationFile} goes
 * first. Code, since reading XML is a third of what the start of a command takes.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class LogFormat extends ContextAwareBase implements Configurator {
    private static final String FILE = "logback.configurationFile";

    /** Line ends inside a message would let it pass for several events. */
    private static final String LINE =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{0} -"
                    + " %replace(%msg){'[\\r\\n]+', ' | '}%n";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (System.getProperty(FILE) != null || System.getenv(FILE) != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        context.getStatusManager().add(new NopStatusListener());
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setCharset(UTF_8);
        encoder.setPattern(LINE + setting("LOG_STACK", "%nopex"));
        encoder.start();
        ConsoleAppender<ILoggingEvent> stderr = new ConsoleAppender<>();
        stderr.setContext(context);
        stderr.setName("stderr");
        stderr.setTarget("System.err");
        stderr.setEncoder(encoder);
        stderr.start();
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(stderr);
        context.getLogger("org.opengauss").setLevel(Level.WARN);
        context.getLogger("org.opengauss.reversemigration")
                .setLevel(Level.toLevel(setting("LOG_LEVEL", "INFO"), Level.INFO));
        context.getLogger("com.mysql.cj").setLevel(Level.WARN);
        context.getLogger("com.zaxxer.hikari").setLevel(Level.WARN);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static String setting(String name, String otherwise) {
        String set = System.getProperty(name, System.getenv(name));
        return set == null || set.isEmpty() ? otherwise : set;
    }
}
