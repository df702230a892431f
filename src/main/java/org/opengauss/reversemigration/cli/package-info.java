/** One class per command: arguments in, text and exit code out; no SQL, no threads. */
package org.opengauss.reversemigration.cli;
