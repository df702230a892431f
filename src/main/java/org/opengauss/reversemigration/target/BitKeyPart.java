package org.opengauss.reversemigration.target;

/** BIT(n) by number, from the literal {@code b'..'}. */
final class BitKeyPart implements KeyPart {
    private final ValueWriter writer;
    private final SqlText literal = new SqlText(80);

    BitKeyPart(ValueWriter writer) {
        this.writer = writer;
    }

    @Override
    public long hash(long before, byte[] bytes, int from, int to) {
        literal.clear();
        try {
            writer.write(literal, bytes, from, to);
        } catch (UnfitValueException e) {
            return UNKNOWN;
        }
        byte[] text = literal.array();
        long number = 0;
        for (int i = 0; i < literal.length(); i++) {
            if (text[i] == '0' || text[i] == '1') {
                number = number << 1 | text[i] - '0';
            }
        }
        return Hash64.mix(before, number);
    }
}
