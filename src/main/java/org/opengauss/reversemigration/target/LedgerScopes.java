package org.opengauss.reversemigration.target;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.opengauss.reversemigration.config.ApplyConfig;
import org.opengauss.reversemigration.model.TableName;

/**
 * Whose position a ledger row holds.
 *
 * <p>{@code lane-N}: a lane that applies whole transactions; everything up to there is applied. {@code watermark}: the
 * same, written where tables are applied by themselves. {@code table:NAME}: that table is applied up to there, if this
 * is above all lanes and the watermark. {@code fence-N}: a lane that applies tables; it tells what that lane committed
 * since the slot was claimed, and nothing to the next instance.
 *
 * <p>The names sort fences first: who claims the slot locks rows in this order, as commits do.
 */
final class LedgerScopes {
    static final String WATERMARK = "watermark";

    /** What the column holds. */
    private static final int LONGEST = 128;

    private static final String FENCE = "fence-";
    private static final String LANE = "lane-";
    private static final String TABLE = "table:";
    private static final int HASH_CHARACTERS = 32;

    private LedgerScopes() {}

    static String lane(int lane) {
        return LANE + lane;
    }

    static String fence(int lane) {
        return FENCE + lane;
    }

    /** The row that a lane's commits move, whatever else they move. */
    static String own(ApplyConfig.Mode mode, int lane) {
        return mode == ApplyConfig.Mode.TABLE ? fence(lane) : lane(lane);
    }

    /** Two names of 63 characters do not fit and are cut; what then tells them apart is a hash of the whole. */
    static String table(TableName table) {
        String whole = TABLE + part(table.schema()) + "." + part(table.table());
        if (whole.length() <= LONGEST) {
            return whole;
        }
        int kept = LONGEST - 1 - HASH_CHARACTERS;
        if (Character.isHighSurrogate(whole.charAt(kept - 1))) {
            kept--; // half a character would not come back as it was written
        }
        return whole.substring(0, kept) + "#" + hash(whole);
    }

    /** Quoted where a dot within a name would make two tables look alike. */
    private static String part(String name) {
        return name.indexOf('.') < 0 && name.indexOf('"') < 0
                ? name
                : "\"" + name.replace("\"", "\"\"") + "\"";
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, HASH_CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    static boolean isTable(String scope) {
        return scope.startsWith(TABLE);
    }

    /** Whether every table is applied up to the row's position. */
    static boolean isForEveryTable(String scope) {
        return scope.startsWith(LANE) || scope.equals(WATERMARK);
    }
}
