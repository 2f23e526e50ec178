/**
 * Jobs: what is done to many people. {@link dev.tracks.usecase.job.ProcessPage} processes a page of a lane; a {@link
 * dev.tracks.usecase.job.row.RowAction} per kind does the work of one row (docs/decisions/0040). It may use all other use
 * cases but sweep.
 */
package dev.tracks.usecase.job;
