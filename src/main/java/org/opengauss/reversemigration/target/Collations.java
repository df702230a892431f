package org.opengauss.reversemigration.target;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which collations can be hashed, and how. */
final class Collations {
    private static final Set<String> UNICODE =
            Set.of("utf8mb4", "utf8mb3", "utf8", "ucs2", "utf16", "utf16le", "utf32", "ascii");

    /**
     * Collations in which no ASCII letter is part of a contraction or equals another letter: the roots of UCA and the plain
     * tables. Languages are not among them.
     */
    private static final Pattern ROOT =
            Pattern.compile(
                    "utf8mb4_0900_(ai_ci|as_ci|as_cs)"
                            + "|[a-z0-9]+_(general|unicode|unicode_520)_(nopad_)?ci"
                            + "|[a-z0-9]+_general_cs|utf8(mb3)?_general_mysql500_ci"
                            + "|([a-z0-9]+_)?uca1400_(nopad_)?a[is]_c[is]"
                            + "|latin1_(swedish|german1|german2)_(nopad_)?ci"
                            + "|gb18030_chinese_ci"
                            + "|[a-z0-9]+_(nopad_)?bin");

    /** Sets whose tables hold odd characters of ASCII for equal, or lack some. */
    private static final Set<String> ODD = Set.of("macce", "koi8u", "geostd8", "swe7");

    private Collations() {}

    /** Whether it is one of those that {@link RootFold} is for. */
    static boolean isRoot(String collation) {
        String name = collation.toLowerCase(Locale.ROOT);
        return ROOT.matcher(name).matches() && !ODD.contains(name.split("_")[0]);
    }

    /** Empty where the collation cannot be hashed. */
    static Optional<TextFold> fold(String charset, String collation) {
        String name = collation.toLowerCase(Locale.ROOT);
        if (name.endsWith("_bin") && UNICODE.contains(charset.toLowerCase(Locale.ROOT))) {
            return Optional.of(new BytesFold());
        }
        return isRoot(name) ? Optional.of(new RootFold()) : Optional.empty();
    }
}
