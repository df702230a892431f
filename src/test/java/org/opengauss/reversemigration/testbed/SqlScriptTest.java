package org.opengauss.reversemigration.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SqlScriptTest {
    @Test
    void semicolonsInsideOfQuotesDollarsAndCommentsCutNothing() {
        String script =
                """
                -- a; comment
                insert into t values ('a;''b', "c;d", E'e\\';f'); /* g;h */
                do $x$ begin; end $x$;
                select 1
                """;

        assertThat(SqlScript.of(script).steps())
                .extracting(SqlScript.Step::sql)
                .containsExactly(
                        "-- a; comment\ninsert into t values ('a;''b', \"c;d\", E'e\\';f')",
                        "/* g;h */\ndo $x$ begin; end $x$",
                        "select 1");
    }

    @Test
    void sessionLinesSwitchTheSession() {
        String script = "begin;\n-- session b\nselect 1;\n-- session c\nselect 2";

        assertThat(SqlScript.of(script).steps())
                .containsExactly(
                        new SqlScript.Step("", "begin"),
                        new SqlScript.Step("b", "select 1"),
                        new SqlScript.Step("c", "select 2"));
    }
}
