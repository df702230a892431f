package org.opengauss.reversemigration.pipeline;

import org.opengauss.reversemigration.dispatch.KeySource;
import org.opengauss.reversemigration.model.Change;
import org.opengauss.reversemigration.model.KeyList;
import org.opengauss.reversemigration.model.TableName;
import org.opengauss.reversemigration.target.Catalog;
import org.opengauss.reversemigration.target.ConflictKeys;

/** The conflict keys of MySQL's tables, for the dispatcher, which sees nothing of MySQL. */
final class TargetKeys implements KeySource {
    private final Catalog catalog;
    private final ConflictKeys keys;

    TargetKeys(Catalog catalog) {
        this.catalog = catalog;
        this.keys = new ConflictKeys(catalog);
    }

    @Override
    public void of(Change change, KeyList list) {
        keys.of(change, list);
    }

    @Override
    public long table(TableName table) {
        return keys.table(table);
    }

    @Override
    public long generation() {
        return catalog.generation();
    }
}
