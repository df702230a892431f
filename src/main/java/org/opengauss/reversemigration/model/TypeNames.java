package org.opengauss.reversemigration.model;

/** Names of the source's types by oid; binary streams carry only the oid. */
@FunctionalInterface
public interface TypeNames {
    /** The name as {@code format_type} prints it without modifier, or {@code oid N} where the source has no such type. */
    String nameOf(int oid);
}
