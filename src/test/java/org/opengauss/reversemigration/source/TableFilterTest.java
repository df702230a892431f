package org.opengauss.reversemigration.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opengauss.reversemigration.model.ExitCode;
import org.opengauss.reversemigration.model.TableName;

class TableFilterTest {
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    shop.orders, shop,   orders, true
                    shop.orders, shop,   Orders, false
                    shop.orders, public, orders, false
                    *.orders,    public, orders, true
                    *.orders,    public, lines,  false
                    shop.*,      shop,   lines,  true
                    shop.*,      shop2,  lines,  false
                    *.*,         any,    thing,  true
                    shop.a.b,    shop,   a.b,    true
                    shop.a.b,    shop.a, b,      false
                    """)
    void anEntryMatchesAsTheServerMatches(
            String entry, String schema, String table, boolean expected) {
        assertThat(TableFilter.of(List.of(entry)).replicates(new TableName(schema, table)))
                .isEqualTo(expected);
    }

    @Test
    void withoutEntriesEveryTableIsReplicated() {
        assertThat(TableFilter.of(List.of()).replicates(new TableName("Sch Dot", "t"))).isTrue();
    }

    @Test
    void oneMatchingEntryOfSeveralIsEnough() {
        TableFilter filter = TableFilter.of(List.of("a.b", " shop.* "));
        assertThat(filter.replicates(new TableName("shop", "x"))).isTrue();
        assertThat(filter.option()).isEqualTo("a.b,shop.*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pg_catalog",
                "dbe_pldeveloper",
                "pkg_service",
                "snapshot",
                "db4ai",
                "cstore"
            })
    void schemasThatOpenGaussKeepsForItselfAreNeverReplicated(String schema) {
        assertThat(TableFilter.of(List.of("*.*")).replicates(new TableName(schema, "gs_source")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders",
                ".orders",
                "shop.",
                "shop.it's",
                "shop.a b",
                "shop.a,b",
                "shop.f(x)",
                "s.\"q\"",
                ""
            })
    void anEntryThatTheOptionCannotCarryIsRefusedByName(String entry) {
        assertThatThrownBy(() -> TableFilter.of(List.of(entry)))
                .isInstanceOfSatisfying(
                        SourceException.class,
                        e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessageContaining("slot.white-table-list")
                .hasMessageContaining("\"" + entry + "\"");
    }
}
