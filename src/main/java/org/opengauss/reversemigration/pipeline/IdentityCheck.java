package org.opengauss.reversemigration.pipeline;

import java.util.List;
import org.opengauss.reversemigration.config.ApplyConfig.WithoutIdentity;
import org.opengauss.reversemigration.model.ExitCode;
import org.opengauss.reversemigration.model.SourceTable;
import org.opengauss.reversemigration.model.TableName;
import org.opengauss.reversemigration.source.ReplicaIdentity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Names the tables whose UPDATE and DELETE will not say which row they mean, and refuses them unless told otherwise. */
public final class IdentityCheck {
    private static final Logger LOG = LoggerFactory.getLogger(IdentityCheck.class);

    private final WithoutIdentity policy;

    public IdentityCheck(WithoutIdentity policy) {
        this.policy = policy;
    }

    /** The tables without a usable replica identity, in order of name. */
    public static List<TableName> without(List<SourceTable> tables) {
        return tables.stream()
                .filter(table -> table.identity() == SourceTable.Identity.NONE)
                .map(SourceTable::name)
                .sorted()
                .toList();
    }

    /** The statement that gives a table an identity. */
    public static String remedy(TableName table) {
        return ReplicaIdentity.statement(table);
    }

    /** @throws StartException listing the tables and their remedies, where the policy is to refuse them */
    public void check(List<SourceTable> tables) {
        List<TableName> without = without(tables);
        if (without.isEmpty()) {
            return;
        }
        if (policy == WithoutIdentity.REFUSE) {
            StringBuilder statements = new StringBuilder();
            without.forEach(table -> statements.append("\n  ").append(remedy(table)).append(';'));
            throw new StartException(
                    ExitCode.STOPPED,
                    "these tables have no replica identity, so their UPDATE and DELETE would name no row: "
                            + String.join(", ", without.stream().map(TableName::toString).toList())
                            + ". Run on openGauss (or: reverse-migration create --set-identity)"
                            + statements
                            + "\nor set apply.tables-without-identity to insert-only, or leave them out with"
                            + " slot.white-table-list");
        }
        LOG.warn(
                "insert-only, because they have no replica identity (their UPDATE and DELETE name no row and are not"
                        + " applied): {}",
                String.join(", ", without.stream().map(TableName::toString).toList()));
    }
}
