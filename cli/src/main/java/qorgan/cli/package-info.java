/// The commands that work on files and on a running service: what a lawyer, an official and an
/// operator run at their own desk. Each is a class of its own; `Qorgan` lists them.
@NullMarked
package qorgan.cli;

import org.jspecify.annotations.NullMarked;
