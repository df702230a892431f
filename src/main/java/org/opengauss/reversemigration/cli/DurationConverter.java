package org.opengauss.reversemigration.cli;

import java.time.Duration;
import org.opengauss.reversemigration.config.Units;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations on the command line, written as in config.yaml. Used by picocli. */
final class DurationConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String value) {
        return Units.duration(value)
                .orElseThrow(
                        () ->
                                new TypeConversionException(
                                        "expected a number with a unit (ms, s, m, h): " + value));
    }
}
