package org.opengauss.reversemigration.bench;

/** How the tables of a workload look, on both sides; the columns are always id, k, c and pad. */
enum Shape {
    /** sysbench's own. */
    SYSBENCH(10, "char(120)", 1042, 120, true),
    /** Rows of 8 KiB. */
    WIDE(682, "varchar(8192)", 1043, 0, true),
    /** sysbench's columns, but no primary key: the old row comes whole. */
    NO_KEY(10, "char(120)", 1042, 120, false);

    static final int PAD_GROUPS = 5;
    static final int PAD_LENGTH = 60;
    static final int CHAR_OID = 1042;

    /** Groups of digits in c. */
    final int groups;

    private final String type;

    /** The oid of c's type. */
    final int oid;

    /** The length c is padded to; 0 is none. */
    final int padded;

    final boolean keyed;

    Shape(int groups, String type, int oid, int padded, boolean keyed) {
        this.groups = groups;
        this.type = type;
        this.oid = oid;
        this.padded = padded;
        this.keyed = keyed;
    }

    /** A further table of the stand-in's, filled behind the workload so that no frame waits for its second to be over. */
    static final String LAST = "bench_last";

    static String table(int number) {
        return "sbtest" + number;
    }

    private String columns() {
        return "(id int not null"
                + (keyed ? " primary key" : "")
                + ", k int not null default 0, c "
                + type
                + " not null default '', pad char(60) not null default ''";
    }

    String sourceDefinition(int number) {
        String create = "create table " + table(number) + " " + columns() + ");";
        return keyed
                ? create
                : create + " alter table " + table(number) + " replica identity full;";
    }

    String targetDefinition(int number) {
        return "create table " + table(number) + " " + columns() + ", key k_" + number + " (k));";
    }
}
