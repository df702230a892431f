package org.opengauss.reversemigration.bench;

/** Takes the transactions of a workload, change by change; tables are numbered from 1. */
interface Changes {
    void begin();

    void insert(int table, Row row);

    void update(int table, Row old, Row row);

    void delete(int table, Row old);

    void commit();

    /** Whether the rest of the transactions may be left out. */
    default boolean isFull() {
        return false;
    }
}
