package org.opengauss.reversemigration.histories;

import java.util.List;

/** A column and the values its rows may have. */
record Column(String name, ColumnKind kind, boolean nullable, List<Value> domain) {
    Column {
        domain = List.copyOf(domain);
    }

    String definition() {
        return name + " " + kind.definition() + (nullable ? " null" : " not null");
    }
}
