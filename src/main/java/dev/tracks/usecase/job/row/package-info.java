/**
 * The rows of jobs: a {@link dev.tracks.usecase.job.row.RowAction} per kind of job does the work of one row and writes it
 * (docs/decisions/0040). It may use all other use cases but the rest of {@link dev.tracks.usecase.job} and sweep.
 */
package dev.tracks.usecase.job.row;
