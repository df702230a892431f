package org.opengauss.reversemigration.dispatch;

import org.opengauss.reversemigration.model.Change;
import org.opengauss.reversemigration.model.KeyList;
import org.opengauss.reversemigration.model.TableName;

/** Tells what changes must keep their order with. Used by the dispatcher only. */
public interface KeySource {
    /** Clears the list and fills it with the change's conflict keys. Never throws. */
    void of(Change change, KeyList keys);

    /** The table that changes of this source table touch, as in {@link KeyList#table()}. */
    long table(TableName table);

    /** Another number means that definitions may have changed, so that keys from before do not compare with new ones. */
    long generation();
}
