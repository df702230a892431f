package org.opengauss.reversemigration.target;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Set;

/**
 * How one statement changes many rows of a table by their key. Every form names the index: the optimizer may judge a
 * table to be small and scan it, and would then wait for rows that other transactions hold. Immutable.
 */
final class ListForms {
    /** Compared by CASE exactly as WHERE compares them; dates, for one, CASE compares as text. */
    private static final Set<String> CASE_KEYS =
            Set.of(
                    "tinyint",
                    "smallint",
                    "mediumint",
                    "int",
                    "bigint",
                    "decimal",
                    "char",
                    "varchar");

    private static final int MOST_UPDATED_ROWS = 50;

    /** CASE compares each row with half of the list, for each column. */
    private static final int MOST_CASES = 400;

    private final boolean compactable;
    private final boolean coversTable;
    private final byte[] deleteHead;
    private final boolean deletesByJoin;
    private final byte[] updateHead;
    private final byte[] keyList;
    private final int updatedRows;

    ListForms(TablePlan plan, TargetServer server) {
        TargetTable table = plan.table();
        int[] key = plan.uniqueKey();
        this.compactable =
                key.length > 0
                        && isOnlyIndexWhole(table)
                        && isWritten(plan, key)
                        && plan.indexKeys().length == 1
                        && !plan.needsTableKey();
        this.coversTable = covers(plan);
        boolean listed = compactable && shareAType(plan, key);
        boolean hints = !server.isMariaDb() && server.isAtLeast(8, 0, 20);
        String index = compactable ? table.uniqueIndexes().get(0).name() : "";
        this.keyList = keyList(plan, key).getBytes(UTF_8);
        this.deletesByJoin = listed && !hints && areIntegers(plan, key);
        this.deleteHead =
                !listed || !hints && !deletesByJoin
                        ? null
                        : deletesByJoin
                                ? ("DELETE " + table.quotedName() + " FROM (SELECT ")
                                        .getBytes(UTF_8)
                                : hintedDelete(table, index).getBytes(UTF_8);
        this.updateHead =
                ("UPDATE "
                                + table.quotedName()
                                + " FORCE INDEX ("
                                + SqlText.quoted(index)
                                + ") SET ")
                        .getBytes(UTF_8);
        this.updatedRows = listed && areCaseKeys(plan, key) ? updatedRows(plan, key) : 1;
    }

    private static boolean isOnlyIndexWhole(TargetTable table) {
        return table.uniqueIndexes().size() == 1
                && table.uniqueIndexes().get(0).parts().stream()
                        .allMatch(part -> part.prefixLength() == 0);
    }

    private static boolean isWritten(TablePlan plan, int[] positions) {
        for (int position : positions) {
            if (!plan.isWritten(position)) {
                return false;
            }
        }
        return true;
    }

    private static boolean covers(TablePlan plan) {
        int written = 0;
        for (int i = 0; i < plan.shape().size(); i++) {
            written += plan.isWritten(i) ? 1 : 0;
        }
        return written
                == plan.table().columns().stream().filter(column -> !column.generated()).count();
    }

    private static boolean shareAType(TablePlan plan, int[] positions) {
        for (int position : positions) {
            if (!plan.writer(position).literalsShareAType()) {
                return false;
            }
        }
        return true;
    }

    private static boolean areIntegers(TablePlan plan, int[] positions) {
        for (int position : positions) {
            if (!plan.targetColumn(position).dataType().endsWith("int")) {
                return false;
            }
        }
        return true;
    }

    private static boolean areCaseKeys(TablePlan plan, int[] positions) {
        for (int position : positions) {
            TargetColumn column = plan.targetColumn(position);
            boolean isUtf8 = column.charset().isEmpty() || column.charset().startsWith("utf8");
            if (!CASE_KEYS.contains(column.dataType()) || !isUtf8) {
                return false;
            }
        }
        return true;
    }

    private static int updatedRows(TablePlan plan, int[] key) {
        int columns = 0;
        for (int i = 0; i < plan.shape().size(); i++) {
            if (plan.isWritten(i) && !contains(key, i)) {
                if (!plan.writer(i).literalsShareAType()) {
                    return 1;
                }
                columns++;
            }
        }
        return columns == 0 ? 1 : Math.max(2, Math.min(MOST_UPDATED_ROWS, MOST_CASES / columns));
    }

    static boolean contains(int[] positions, int position) {
        for (int candidate : positions) {
            if (candidate == position) {
                return true;
            }
        }
        return false;
    }

    private static String keyList(TablePlan plan, int[] key) {
        StringBuilder list = new StringBuilder(key.length > 1 ? "(" : "");
        for (int i = 0; i < key.length; i++) {
            list.append(i == 0 ? "" : ",").append(SqlText.quoted(plan.targetColumn(key[i]).name()));
        }
        return list.append(key.length > 1 ? ")" : "").append(" IN (").toString();
    }

    private String hintedDelete(TargetTable table, String index) {
        return "DELETE /*+ INDEX("
                + SqlText.quoted(table.name())
                + ' '
                + SqlText.quoted(index)
                + ") */ FROM "
                + table.quotedName()
                + " WHERE "
                + new String(keyList, UTF_8);
    }

    /** Whether the table has one unique index only and the row's columns name a row by it. */
    boolean isCompactable() {
        return compactable;
    }

    /** Whether an INSERT of the row leaves no column of the table to a default. */
    boolean coversTable() {
        return coversTable;
    }

    /** Whether rows can be deleted by a list of their keys. */
    boolean deletesLists() {
        return deleteHead != null;
    }

    /** The list of a DELETE is a derived table that drives the join, or else an IN list. */
    boolean deletesByJoin() {
        return deletesByJoin;
    }

    byte[] deleteHead() {
        return deleteHead;
    }

    byte[] updateHead() {
        return updateHead;
    }

    /** {@code `id` IN (} or {@code (`a`,`b`) IN (}. */
    byte[] keyList() {
        return keyList;
    }

    /** How many rows one UPDATE may set; 1 = none but its own. */
    int updatedRows() {
        return updatedRows;
    }
}
