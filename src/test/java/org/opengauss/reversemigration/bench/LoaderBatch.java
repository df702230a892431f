package org.opengauss.reversemigration.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** One connection of the plain loader: gathers rows by table, writes them in large statements. One thread. */
final class LoaderBatch implements Changes {
    /** How changed rows are written. */
    enum Form {
        /** Multi-row INSERT and DELETE .. IN; there are no updates. */
        MULTI_ROW,
        /** Changed rows by INSERT .. ON DUPLICATE KEY UPDATE, the last state of each. */
        UPSERT,
        /** Changed rows by UPDATE .. CASE id, the last state of each. */
        CASE,
        /** Each change a statement, some in one round trip. */
        SINGLE
    }

    /** An SQL error on its way through {@link Changes}. */
    static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Failure(SQLException cause) {
            super(cause);
        }

        SQLException cause() {
            return (SQLException) getCause();
        }
    }

    private final Workload workload;
    private final Loader.Plan plan;
    private final Share share;
    private final Connection connection;
    private final Statement statement;
    private final SqlText[] texts;
    private final int[] gathered;

    /** Rows by id and table, null for one to delete; only where rows are changed more than once. */
    private final Map<Integer, Row>[] changed;

    private long rows;
    private int uncommitted;

    @SuppressWarnings({"unchecked", "rawtypes"})
    LoaderBatch(
            Workload workload,
            Loader.Plan plan,
            Share share,
            Connection connection,
            Statement statement) {
        this.workload = workload;
        this.plan = plan;
        this.share = share;
        this.connection = connection;
        this.statement = statement;
        int tables = workload.tables();
        texts = new SqlText[tables + 1];
        gathered = new int[tables + 1];
        changed = new Map[tables + 1];
        for (int table = 0; table <= tables; table++) {
            texts[table] = new SqlText(workload.shape());
            changed[table] = new LinkedHashMap<>();
        }
    }

    @Override
    public void begin() {}

    @Override
    public void commit() {}

    @Override
    public void insert(int table, Row row) {
        if (!share.has(table, row.id())) {
            return;
        }
        rows++;
        switch (plan.form()) {
            case MULTI_ROW -> {
                SqlText text = texts[table];
                if (text.isEmpty()) {
                    text.insert(table);
                } else {
                    text.add(",");
                }
                text.values(row);
                gathered(table);
            }
            case SINGLE -> single(texts[0].insert(table).values(row));
            case UPSERT, CASE -> change(table, row);
        }
    }

    @Override
    public void update(int table, Row old, Row row) {
        if (!share.has(table, old.id())) {
            return;
        }
        rows++;
        if (plan.form() == Form.SINGLE) {
            single(texts[0].updateOne(table, old, row));
        } else {
            change(table, row);
        }
    }

    @Override
    public void delete(int table, Row old) {
        if (!share.has(table, old.id())) {
            return;
        }
        rows++;
        switch (plan.form()) {
            case MULTI_ROW -> {
                SqlText text = texts[table];
                if (text.isEmpty()) {
                    text.add("DELETE FROM ").table(table).add(" WHERE id IN (");
                } else {
                    text.add(",");
                }
                text.add(old.id());
                if (gathered[table] + 1 == plan.statementRows()) {
                    text.add(")");
                }
                gathered(table);
            }
            case SINGLE -> single(texts[0].deleteOne(table, old));
            // always followed by an insert of the same id, which overwrites it
            case UPSERT, CASE -> {}
        }
    }

    private void gathered(int table) {
        if (++gathered[table] == plan.statementRows()) {
            send(table);
        }
    }

    private void change(int table, Row row) {
        changed[table].put(row.id(), row);
        if (changed[table].size() == plan.statementRows()) {
            render(table);
            gathered[table] = plan.statementRows();
            send(table);
        }
    }

    private void render(int table) {
        SqlText text = texts[table];
        if (plan.form() == Form.UPSERT) {
            text.insert(table);
            String separator = "";
            for (Row row : changed[table].values()) {
                text.add(separator).values(row);
                separator = ",";
            }
            text.add(" AS new ON DUPLICATE KEY UPDATE k=new.k, c=new.c, pad=new.pad");
        } else {
            text.add("UPDATE ").table(table).add(" SET k=CASE id");
            changed[table].values().forEach(row -> when(text, row).add(row.k()));
            text.add(" END, c=CASE id");
            changed[table].values().forEach(row -> when(text, row).c(row));
            text.add(" END, pad=CASE id");
            changed[table].values().forEach(row -> when(text, row).pad(row));
            text.add(" END WHERE id IN (");
            String separator = "";
            for (Row row : changed[table].values()) {
                text.add(separator).add(row.id());
                separator = ",";
            }
            text.add(")");
        }
        changed[table].clear();
    }

    private static SqlText when(SqlText text, Row row) {
        return text.add(" WHEN ").add(row.id()).add(" THEN ");
    }

    private void single(SqlText text) {
        if (++gathered[0] == plan.statementRows()) {
            send(0);
        } else {
            text.add(";");
        }
    }

    private void send(int table) {
        try {
            statement.execute(texts[table].toString());
            // an error of a later statement shows only when its result is asked for
            while (table == 0
                    && (statement.getMoreResults() || statement.getUpdateCount() != -1)) {}
            texts[table].clear();
            uncommitted += gathered[table];
            gathered[table] = 0;
            if (uncommitted >= plan.commitRows()) {
                connection.commit();
                uncommitted = 0;
            }
        } catch (SQLException e) {
            throw new Failure(e);
        }
    }

    /** Writes what is left and returns how many changes there were. */
    long finish() throws SQLException {
        for (int table = 0; table < texts.length; table++) {
            if (!changed[table].isEmpty()) {
                render(table);
            } else if (table > 0 && gathered[table] > 0 && workload == Workload.DELETE) {
                texts[table].add(")");
            }
            if (!texts[table].isEmpty()) {
                send(table);
            }
        }
        connection.commit();
        return rows;
    }
}
