package org.opengauss.reversemigration.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogFormatTest {
    private final LoggerContext context = new LoggerContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void anEventIsOneLineWithoutWhatADriverMayQuote() {
        ConsoleAppender<ILoggingEvent> stderr = configured();
        Logger logger = context.getLogger("org.opengauss.reversemigration.pipeline.Writer");
        Throwable cause = new IllegalStateException("Duplicate entry 'a value'");

        String text =
                new String(
                        stderr.getEncoder()
                                .encode(
                                        new LoggingEvent(
                                                "", logger, Level.WARN, "one\ntwo", cause, null)),
                        UTF_8);

        assertThat(text)
                .matches(
                        "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\S+ WARN  \\[.+] Writer - one \\| two\n");
        assertThat(stderr.getTarget()).isEqualTo("System.err");
    }

    @Test
    void oursSayInformationAndDriversOnlyWarnings() {
        configured();

        assertThat(context.getLogger("org.opengauss.reversemigration.cli").getEffectiveLevel())
                .isEqualTo(Level.INFO);
        assertThat(context.getLogger("org.opengauss.core").getEffectiveLevel())
                .isEqualTo(Level.WARN);
        assertThat(context.getLogger("com.mysql.cj").getEffectiveLevel()).isEqualTo(Level.WARN);
    }

    @Test
    void aFileOfTheUsersGoesFirst() {
        System.setProperty("logback.configurationFile", "mine.xml");
        try {
            assertThat(new LogFormat().configure(context))
                    .isEqualTo(ExecutionStatus.INVOKE_NEXT_IF_ANY);
        } finally {
            System.clearProperty("logback.configurationFile");
        }
    }

    private ConsoleAppender<ILoggingEvent> configured() {
        LogFormat format = new LogFormat();
        format.setContext(context);
        assertThat(format.configure(context)).isEqualTo(ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);
        return (ConsoleAppender<ILoggingEvent>)
                context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("stderr");
    }
}
