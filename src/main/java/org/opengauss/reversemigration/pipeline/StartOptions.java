package org.opengauss.reversemigration.pipeline;

/**
 * What {@code start} was told beside the configuration.
 *
 * @param acceptGap go on although bytes of the source were never seen, or {@code waitLSN} would skip some
 */
public record StartOptions(boolean acceptGap) {}
