/** The tool killed with SIGKILL, again and again: nothing lost, nothing doubled, no state that the source never had. */
package org.opengauss.reversemigration.crash;
