/**
 * Real servers for the tests, started from what {@code scripts/testbed setup} unpacked, and the harness that runs the
 * tool against them: fresh databases, the tool as a process, comparisons, and the folder cases.
 */
package org.opengauss.reversemigration.testbed;
