package org.opengauss.reversemigration.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.opengauss.reversemigration.config.SlotConfig;
import org.opengauss.reversemigration.model.CommitPosition;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.model.SourceIdentity;
import org.opengauss.reversemigration.source.SlotState;
import org.opengauss.reversemigration.target.LedgerState;

class StartCheckTest {
    private static final SourceIdentity SOURCE = new SourceIdentity("7301", 16384);

    @Test
    void resumesAtTheLedgerWhenTheSlotIsAtOrBelowIt() {
        assertThat(
                        check("", false)
                                .resumePoint(SOURCE, slot("0/500"), ledger(SOURCE, "0/500"))
                                .lsn())
                .isEqualTo(Lsn.parse("0/500"));
        assertThat(
                        check("", false)
                                .resumePoint(SOURCE, slot("0/100"), ledger(SOURCE, "0/500"))
                                .lsn())
                .isEqualTo(Lsn.parse("0/500"));
    }

    @Test
    void stopsWhenTheSlotIsAboveTheLedger() {
        assertThatThrownBy(
                        () ->
                                check("", false)
                                        .resumePoint(
                                                SOURCE, slot("0/600"), ledger(SOURCE, "0/500")))
                .hasMessageContaining("256 bytes of WAL were never seen")
                .hasMessageContaining("--accept-gap");
        assertThat(
                        check("", true)
                                .resumePoint(SOURCE, slot("0/600"), ledger(SOURCE, "0/500"))
                                .lsn())
                .isEqualTo(Lsn.parse("0/600"));
    }

    @Test
    void stopsWhenTheLedgerBelongsToAnotherSource() {
        assertThatThrownBy(
                        () ->
                                check("", false)
                                        .resumePoint(
                                                SOURCE,
                                                slot("0/100"),
                                                ledger(new SourceIdentity("99", 16384), "0/500")))
                .hasMessageContaining("is not the one the ledger was written for");
    }

    @Test
    void stopsWithoutSlotOrLedgerAndNamesTheCommand() {
        assertThatThrownBy(
                        () ->
                                check("", false)
                                        .resumePoint(
                                                SOURCE, Optional.empty(), ledger(SOURCE, "0/500")))
                .hasMessageContaining("is gone from openGauss")
                .hasMessageContaining("drop --purge and create");
        assertThatThrownBy(
                        () ->
                                check("", false)
                                        .resumePoint(SOURCE, Optional.empty(), Optional.empty()))
                .hasMessageContaining("does not exist")
                .hasMessageContaining("reverse-migration create");
        assertThatThrownBy(
                        () -> check("", false).resumePoint(SOURCE, slot("0/100"), Optional.empty()))
                .hasMessageContaining("reverse-migration create");
    }

    @Test
    void waitLsnBelowTheLedgerIsIgnoredAndAboveItStops() {
        assertThat(
                        check("0/200", false)
                                .resumePoint(SOURCE, slot("0/100"), ledger(SOURCE, "0/500"))
                                .lsn())
                .isEqualTo(Lsn.parse("0/500"));
        assertThatThrownBy(
                        () ->
                                check("0/700", false)
                                        .resumePoint(
                                                SOURCE, slot("0/100"), ledger(SOURCE, "0/500")))
                .hasMessageContaining("would skip");
        assertThat(
                        check("0/700", true)
                                .resumePoint(SOURCE, slot("0/100"), ledger(SOURCE, "0/500"))
                                .lsn())
                .isEqualTo(Lsn.parse("0/700"));
    }

    @Test
    void stopsWhenTheSourceIsBehindWhatMySqlHas() {
        CommitPosition applied =
                new CommitPosition(Lsn.parse("0/500"), CommitPosition.Kind.END, 7, 8);
        check("", false).requireReached(Lsn.parse("0/500"), applied);
        assertThatThrownBy(() -> check("", false).requireReached(Lsn.parse("0/4FF"), applied))
                .hasMessageContaining("rows openGauss lost");
        assertThatThrownBy(() -> check("0/500", true).requireReached(Lsn.parse("0/4FF"), applied))
                .hasMessageContaining("slot.waitLSN 0/500 is above what openGauss has written");
    }

    private static StartCheck check(String waitLsn, boolean acceptGap) {
        return new StartCheck(
                new SlotConfig(
                        "og2my",
                        SlotConfig.Stream.AUTO,
                        OptionalInt.empty(),
                        4,
                        Optional.empty(),
                        OptionalInt.empty(),
                        waitLsn.isEmpty() ? Optional.empty() : Optional.of(Lsn.parse(waitLsn)),
                        List.of(),
                        false),
                acceptGap);
    }

    private static Optional<SlotState> slot(String confirmed) {
        return Optional.of(
                new SlotState(
                        "og2my",
                        "mppdb_decoding",
                        "shop",
                        false,
                        OptionalLong.empty(),
                        Lsn.ZERO,
                        Lsn.parse(confirmed)));
    }

    private static Optional<LedgerState> ledger(SourceIdentity source, String applied) {
        return Optional.of(
                new LedgerState(
                        "og2my",
                        source,
                        Lsn.parse("0/80"),
                        1,
                        new CommitPosition(Lsn.parse(applied), CommitPosition.Kind.END, 7, 8),
                        new CommitPosition(Lsn.parse(applied), CommitPosition.Kind.END, 7, 8),
                        List.of()));
    }
}
