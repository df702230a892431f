package org.opengauss.reversemigration.pipeline;

import org.opengauss.reversemigration.config.ApplyConfig;
import org.opengauss.reversemigration.config.Configuration;
import org.opengauss.reversemigration.config.Units;
import org.opengauss.reversemigration.model.CommitPosition;
import org.opengauss.reversemigration.source.SourceSession;
import org.opengauss.reversemigration.source.StreamPlan;
import org.opengauss.reversemigration.target.Targets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the log says before the first row: from where to where, by which stream, and what that stream cannot see. */
final class Banner {
    private static final Logger LOG = LoggerFactory.getLogger(Banner.class);

    private Banner() {}

    static void log(
            Configuration configuration,
            SourceSession source,
            Targets targets,
            StreamPlan plan,
            int tables,
            CommitPosition resume) {
        LOG.info(
                "openGauss {}:{}/{} ({}, compatibility {}{}), {} tables",
                configuration.source().host(),
                configuration.source().port(),
                configuration.source().database(),
                source.version(),
                source.compatibility(),
                source.hasDolphin() ? " with dolphin" : "",
                tables);
        LOG.info(
                "MySQL {}:{}/{} ({}), {} writers, up to {} in flight (what is not configured follows from {})",
                configuration.target().host(),
                configuration.target().port(),
                configuration.target().database(),
                targets.version(),
                configuration.apply().writers(),
                Units.print(configuration.apply().inFlightBytes()),
                configuration.host());
        if (configuration.apply().mode() == ApplyConfig.Mode.TABLE) {
            LOG.warn(
                    "apply.mode table: each table is applied in its own order and by itself; a transaction over"
                            + " several tables is not applied as one");
        }
        LOG.info(
                "slot {} from {}; stream {}: {}",
                configuration.slot().name(),
                resume.lsn(),
                plan.mode(),
                plan.reason());
        plan.blindSpots().forEach(spot -> LOG.warn("this stream cannot see: {}", spot));
    }
}
