/** YAML and environment to immutable records: all problems at once, secrets masked. */
package org.opengauss.reversemigration.config;
