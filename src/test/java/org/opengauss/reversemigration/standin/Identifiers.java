package org.opengauss.reversemigration.standin;

import java.util.Set;
import java.util.regex.Pattern;

/** Quotes names as openGauss's {@code quote_identifier} does. */
final class Identifiers {
    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

    /** Keywords of openGauss that are not unreserved: reserved, type and column names. */
    private static final Set<String> KEYWORDS =
            Set.of(
                    """
                    all analyse analyze and any array as asc asymmetric authid authorization between bigint binary
                    binary_double binary_integer bit boolean both bucketcnt buckets case cast char character check
                    coalesce collate collation column compact concurrently constraint create cross csn current_catalog
                    current_date current_role current_schema current_time current_timestamp current_user date dec
                    decimal decode default deferrable deltamerge desc distinct do else end except excluded exists
                    extract false fenced fetch float for foreign freeze from full function grant greatest group
                    grouping groupparent having hdfsdirectory ilike in initially inner inout int integer intersect
                    interval into is isnull join leading least left less like limit localtime localtimestamp maxvalue
                    minus modify national natural nchar nlssort nocycle none not notnull null nullif number numeric
                    nvarchar nvarchar2 nvl offset on only or order out outer overlaps overlay performance placing
                    position precision primary prior procedure real recyclebin references reject returning right row
                    rownum select session_user setof shrink similar smalldatetime smallint some substring symmetric
                    sysdate table tablesample then time timecapsule timestamp tinyint to trailing treat trim true
                    union unique user using values varchar varchar2 variadic verbose verify when where window with
                    xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlparse xmlpi xmlroot xmlserialize
                    """
                            .strip()
                            .split("\\s+"));

    private Identifiers() {}

    static String quoted(String name) {
        return PLAIN.matcher(name).matches() && !KEYWORDS.contains(name)
                ? name
                : '"' + name.replace("\"", "\"\"") + '"';
    }
}
