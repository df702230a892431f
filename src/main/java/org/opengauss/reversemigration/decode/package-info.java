/** Pure functions: message bytes to changes, changes to transactions; one class per wire style. */
package org.opengauss.reversemigration.decode;
