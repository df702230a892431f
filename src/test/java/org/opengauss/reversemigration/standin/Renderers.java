package org.opengauss.reversemigration.standin;

/** Picks the renderer of a stream. */
final class Renderers {
    private Renderers() {}

    static MessageRenderer create(Manners manners, StreamOptions options, SourceCatalog catalog) {
        return new PgOutputRenderer(manners, options, catalog);
    }
}
