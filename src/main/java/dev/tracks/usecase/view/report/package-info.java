/**
 * Reports about a track's people in a period, and the people behind each number of a step's report. It may use the domain,
 * {@link dev.tracks.usecase.view} and {@link dev.tracks.usecase.configure}.
 */
package dev.tracks.usecase.view.report;
