/** The benchmark that {@code scripts/bench} runs. */
package org.opengauss.reversemigration.bench;
