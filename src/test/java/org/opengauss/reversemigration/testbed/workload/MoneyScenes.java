package org.opengauss.reversemigration.testbed.workload;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/** Moves money between accounts of four tables, which all sessions share; the total stays 0. */
final class MoneyScenes {
    static final int ACCOUNTS = 20;

    private enum Kind {
        CURRENT,
        SAVINGS,
        RESERVE,
        CASH
    }

    private record Account(Kind kind, int number) implements Comparable<Account> {
        @Override
        public int compareTo(Account other) {
            int byKind = kind.compareTo(other.kind);
            return byKind != 0 ? byKind : Integer.compare(number, other.number);
        }

        /** As {@link SnapshotCheck} names it. */
        String label() {
            return switch (kind) {
                case CURRENT -> "current " + number;
                case SAVINGS -> "savings s" + number;
                case RESERVE -> "reserve " + number / 5 + "." + number % 5;
                case CASH -> "cash c" + number;
            };
        }
    }

    private MoneyScenes() {}

    /** Locks the accounts in their order, so that two sessions never wait for each other. At most once a transaction. */
    static void transfer(Sql sql, Random random, Effect effect) throws SQLException {
        int legs = 2 + random.nextInt(4);
        TreeMap<Account, Long> moves = new TreeMap<>();
        long rest = 0;
        for (int leg = 1; leg < legs; leg++) {
            long amount = 1 + random.nextInt(1_000);
            moves.merge(any(random), amount, Long::sum);
            rest -= amount;
        }
        moves.merge(any(random), rest, Long::sum);
        String note = Texts.any(random);
        for (var move : new ArrayList<>(moves.entrySet())) {
            move(sql, move.getKey(), move.getValue(), note);
            effect.changed(1);
            effect.leg(move.getKey().label(), move.getValue());
        }
    }

    private static Account any(Random random) {
        return new Account(Kind.values()[random.nextInt(4)], random.nextInt(ACCOUNTS));
    }

    private static void move(Sql sql, Account account, long amount, String note)
            throws SQLException {
        int number = account.number();
        int rows =
                switch (account.kind()) {
                    case CURRENT ->
                            sql.update(
                                    "update account_current set balance = balance + ?, note = ?"
                                            + " where id = ?",
                                    amount,
                                    note,
                                    number);
                    case SAVINGS ->
                            sql.update(
                                    "update account_savings set balance = balance + ? where code = ?",
                                    amount,
                                    "s" + number);
                    case RESERVE ->
                            sql.update(
                                    "update account_reserve set balance = balance + ?"
                                            + " where region = ? and branch = ?",
                                    amount,
                                    number / 5,
                                    number % 5);
                    case CASH ->
                            sql.update(
                                    "update account_cash set balance = balance + ? where holder = ?",
                                    amount,
                                    "c" + number);
                };
        if (rows != 1) {
            throw new IllegalStateException(rows + " rows for account " + account);
        }
    }

    /** Statements that open the accounts. */
    static List<String> opening() {
        List<String> statements = new ArrayList<>();
        for (int number = 0; number < ACCOUNTS; number++) {
            statements.add("insert into account_current values (" + number + ", 0, null)");
            statements.add("insert into account_savings values ('s" + number + "', 0)");
            statements.add(
                    "insert into account_reserve values (%d, %d, 0)"
                            .formatted(number / 5, number % 5));
            statements.add("insert into account_cash values ('c" + number + "', 0)");
        }
        return statements;
    }
}
