package org.opengauss.reversemigration.target;

import java.nio.ByteBuffer;
import java.util.Map;

/**
 * ENUM, by label as the column declares it. Membership is checked here: MySQL would take {@code '2'}, where no member, for
 * the second member.
 */
final class EnumWriter implements ValueWriter {
    private final Map<ByteBuffer, byte[]> literals;

    EnumWriter(TargetColumn column) {
        this.literals = Members.literals(column.members());
    }

    @Override
    public void write(SqlText sql, byte[] bytes, int from, int to) {
        byte[] literal = literals.get(Members.key(bytes, from, to));
        if (literal != null) {
            sql.append(literal);
        } else if (Members.isBlank(bytes, from, to)) {
            throw UnfitValueException.withoutForm(
                    "the empty label of an invalid ENUM value, which strict MySQL does not take");
        } else {
            throw UnfitValueException.because("not a member of the ENUM");
        }
    }
}
