package org.opengauss.reversemigration.bench;

/** A row of a benchmark table; the long texts stand as the numbers they are made from ({@link Digits}). */
record Row(int id, int k, long c, long pad) {
    Row withK(int newK) {
        return new Row(id, newK, c, pad);
    }

    Row withC(long newC) {
        return new Row(id, k, newC, pad);
    }
}
