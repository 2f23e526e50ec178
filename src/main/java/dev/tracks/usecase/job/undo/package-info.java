/**
 * What undoing a step's run changes: its enrollment or invitations, and everything that followed from them
 * (docs/decisions/0045). Nothing is written here; {@link dev.tracks.usecase.job} writes the plan together with the row of
 * the job.
 */
package dev.tracks.usecase.job.undo;
