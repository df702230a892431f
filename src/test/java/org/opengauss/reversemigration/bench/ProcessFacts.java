package org.opengauss.reversemigration.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the kernel and the JVM's log tell of a process. */
final class ProcessFacts {
    /** {@code USER_HZ}: the unit of the times in {@code /proc/PID/stat} on every Linux. */
    private static final double TICKS = 100;

    private static final Pattern COLLECTION = Pattern.compile("(\\d+)M->(\\d+)M\\((\\d+)M\\)");

    private ProcessFacts() {}

    /** User and system time of all its threads since it began, those that ended included. */
    static double cpuSeconds(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"), UTF_8);
        // the name in brackets may hold blanks; utime and stime are the 14th and 15th field
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
    }

    /** Most memory it ever had, everything the JVM takes included. */
    static long peakResidentMiB(long pid) throws IOException {
        return Files.readString(Path.of("/proc/" + pid + "/status"), UTF_8)
                .lines()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    /** Most heap in use before a collection, by the log of {@code -Xlog:gc}; 0 if there was none. */
    static long peakHeapMiB(Path gcLog) throws IOException {
        long peak = 0;
        if (Files.exists(gcLog)) {
            Matcher matcher = COLLECTION.matcher(Files.readString(gcLog, UTF_8));
            while (matcher.find()) {
                peak = Math.max(peak, Long.parseLong(matcher.group(1)));
            }
        }
        return peak;
    }
}
