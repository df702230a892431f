package org.opengauss.reversemigration.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.opengauss.reversemigration.model.CommitPosition;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.model.SourceIdentity;
import org.opengauss.reversemigration.source.SlotState;
import org.opengauss.reversemigration.source.SourceException;
import org.opengauss.reversemigration.target.LedgerState;

class SlotSituationTest {
    private static final SourceIdentity HERE = new SourceIdentity("7001", 16384);
    private static final Lsn CREATION = Lsn.parse("0/1000");

    @Test
    void aSlotBelowTheLedgerIsNormalBecauseOpenGaussForgetsConfirmations() {
        assertThatCode(() -> check("0/1000", ledger(HERE, "0/2000"))).doesNotThrowAnyException();
    }

    @Test
    void aSlotAboveTheLedgerMeansBytesNobodySaw() {
        assertThatThrownBy(() -> check("0/3010", ledger(HERE, "0/3000")))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("16 bytes of WAL were never seen");
    }

    @Test
    void aLedgerOfAnotherSourceIsRefused() {
        assertThatThrownBy(() -> check("0/1000", ledger(new SourceIdentity("7002", 1), "0/2000")))
                .hasMessageContaining("another openGauss");
    }

    @Test
    void aSlotThatIsGoneNamesTheGapAndTheWayOn() {
        assertThat(SlotSituation.gone(ledger(HERE, "0/2000"), Lsn.parse("0/2100")))
                .hasMessageContaining("0/2000")
                .hasMessageContaining("256 bytes of WAL")
                .hasMessageContaining("drop --purge");
    }

    private static void check(String confirmed, LedgerState ledger) {
        SlotState slot =
                new SlotState(
                        "og2my",
                        "mppdb_decoding",
                        "shop",
                        false,
                        OptionalLong.empty(),
                        CREATION,
                        Lsn.parse(confirmed));
        SlotSituation.requireSameSource(slot, ledger, HERE);
    }

    private static LedgerState ledger(SourceIdentity source, String applied) {
        return new LedgerState(
                "og2my",
                source,
                CREATION,
                3,
                new CommitPosition(Lsn.parse(applied), CommitPosition.Kind.END, 1, 1),
                new CommitPosition(Lsn.parse(applied), CommitPosition.Kind.END, 1, 1),
                List.of());
    }
}
