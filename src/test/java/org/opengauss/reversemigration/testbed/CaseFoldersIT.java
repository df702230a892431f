package org.opengauss.reversemigration.testbed;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every folder of {@code src/test/resources/cases}, on each server it names. {@code -Drm.case=NAME} runs the cases whose name
 * contains it.
 */
class CaseFoldersIT {
    @TestFactory
    Stream<DynamicContainer> cases() {
        String wanted = System.getProperty("rm.case", "");
        return CaseFolder.all().stream()
                .filter(folder -> folder.name().contains(wanted))
                .map(folder -> dynamicContainer(folder.name(), runs(folder)));
    }

    private static Stream<DynamicTest> runs(CaseFolder folder) {
        return folder.manners().stream()
                .map(
                        manners ->
                                dynamicTest(
                                        folder.name() + " " + manners, () -> folder.run(manners)));
    }
}
