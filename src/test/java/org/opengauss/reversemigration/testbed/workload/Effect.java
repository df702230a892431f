package org.opengauss.reversemigration.testbed.workload;

import java.util.ArrayList;
import java.util.List;

/** What a transaction has done so far to the sums that the journal keeps. One thread. */
final class Effect {
    /** Money put on (or taken off) an account. */
    record Leg(String account, long amount) {}

    private int changes;
    private int itemRows;
    private long itemQuantity;
    private int logRows;
    private long logAmount;
    private final List<Leg> legs = new ArrayList<>();

    Effect() {}

    private Effect(Effect other) {
        changes = other.changes;
        itemRows = other.itemRows;
        itemQuantity = other.itemQuantity;
        logRows = other.logRows;
        logAmount = other.logAmount;
        legs.addAll(other.legs);
    }

    /** For a savepoint: what to go back to. */
    Effect copy() {
        return new Effect(this);
    }

    void changed(int rows) {
        changes += rows;
    }

    void items(int rows, long quantity) {
        itemRows += rows;
        itemQuantity += quantity;
    }

    void log(int rows, long amount) {
        logRows += rows;
        logAmount += amount;
    }

    void leg(String account, long amount) {
        legs.add(new Leg(account, amount));
    }

    int changes() {
        return changes;
    }

    int itemRows() {
        return itemRows;
    }

    long itemQuantity() {
        return itemQuantity;
    }

    int logRows() {
        return logRows;
    }

    long logAmount() {
        return logAmount;
    }

    List<Leg> legs() {
        return List.copyOf(legs);
    }
}
