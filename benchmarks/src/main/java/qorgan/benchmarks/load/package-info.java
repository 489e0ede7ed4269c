/// Audited disclosures under load, beside what a database alone would do.
@NullMarked
package qorgan.benchmarks.load;

import org.jspecify.annotations.NullMarked;
