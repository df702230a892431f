package org.opengauss.reversemigration.testbed;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every folder of {@code src/test/resources/cases}, on each server and stream it names. {@code -Drm.case=NAME} runs the
 * cases whose name contains it, {@code -Drm.variant=A_6_0/b1/8} only there.
 */
class CaseFoldersIT {
    @TestFactory
    Stream<DynamicContainer> cases() {
        String wanted = System.getProperty("rm.case", "");
        String where = System.getProperty("rm.variant", "");
        Map<CaseVariant, Map<String, List<CaseFolder>>> variants = new LinkedHashMap<>();
        CaseFolder.all().stream()
                .filter(folder -> folder.name().contains(wanted))
                .forEach(
                        folder ->
                                folder.variants().stream()
                                        .filter(
                                                variant ->
                                                        where.isEmpty()
                                                                || variant.toString().equals(where))
                                        .forEach(
                                                variant ->
                                                        variants.computeIfAbsent(
                                                                        variant,
                                                                        any ->
                                                                                new LinkedHashMap<>())
                                                                .computeIfAbsent(
                                                                        key(folder),
                                                                        any -> new ArrayList<>())
                                                                .add(folder)));
        return variants.entrySet().stream()
                .map(entry -> container(entry.getKey(), entry.getValue().values()));
    }

    /** Folders of equal keys share a group; one that shares with none has its own. */
    private static String key(CaseFolder folder) {
        return folder.groupKey()
                .map(key -> "shared " + key)
                .orElseGet(() -> "alone " + folder.name());
    }

    private static DynamicContainer container(
            CaseVariant variant, Iterable<List<CaseFolder>> groups) {
        List<DynamicTest> tests = new ArrayList<>();
        for (List<CaseFolder> folders : groups) {
            CaseGroup group = new CaseGroup(variant, folders);
            for (CaseFolder folder : group.folders()) {
                tests.add(dynamicTest(folder.name() + " " + variant, () -> group.check(folder)));
            }
        }
        return dynamicContainer(variant.toString(), tests);
    }
}
