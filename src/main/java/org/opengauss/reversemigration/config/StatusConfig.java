package org.opengauss.reversemigration.config;

import java.time.Duration;

/** {@code status}: what a running instance tells, and how often. */
public record StatusConfig(Duration interval) {}
