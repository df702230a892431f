package org.opengauss.reversemigration.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.opengauss.reversemigration.model.CommitPosition;
import org.opengauss.reversemigration.model.CommitPosition.Kind;
import org.opengauss.reversemigration.model.Lsn;
import org.opengauss.reversemigration.model.SlotMessage;
import org.opengauss.reversemigration.model.SlotMessage.Commit;

/** The same captured transactions, and where each mode says that they committed. */
class CommitPositionsTest {
    @Test
    void serialCommitsNameTheEndOfTheCommitRecord() {
        assertPositions("5.0/A_serial_default", "serialCommitHeader", Kind.END, 300);
    }

    @Test
    void parallelJsonCommitsNameTheStartOfTheCommitRecord() {
        assertPositions("5.0/A_par4_j_batch0", "commitStart", Kind.START, 365);
    }

    @Test
    void binaryCommitsNameTheEndOfTheCommitRecord() {
        assertPositions("5.0/A_par4_b_batch0", "commitEnd", Kind.END, 365);
    }

    private static void assertPositions(String capture, String key, Kind kind, int least) {
        Map<Long, CommitPosition> positions = new HashMap<>();
        for (SlotMessage message : CapturesTest.messages(capture)) {
            if (message instanceof Commit commit) {
                positions.put(commit.position().xid(), commit.position());
            }
        }
        int compared = 0;
        for (String line : Recorded.lines("positions-captured.jsonl")) {
            JsonNode captured = Recorded.json(line);
            if (captured.has(key)) {
                long xid = captured.get("xid").asLong();
                assertThat(positions.get(xid))
                        .isEqualTo(
                                new CommitPosition(
                                        Lsn.parse(captured.get(key).asText()),
                                        kind,
                                        xid,
                                        captured.get("csn").asLong()));
                compared++;
            }
        }
        assertThat(compared).isGreaterThanOrEqualTo(least);
    }
}
