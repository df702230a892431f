/** The demonstration that {@code scripts/demo} runs. */
package org.opengauss.reversemigration.demo;
