/** Random schemas and random transactions over them, applied by the whole tool and held to a serial oracle. */
package org.opengauss.reversemigration.histories;
