package dev.tracks.usecase.view.report;

import java.util.List;

/**
 * A report with the same report about each part of its period.
 *
 * @param total about the whole period
 * @param parts in the order of their periods; their counts add up to those of the total
 */
public record ReportSeries(TrackReport total, Interval interval, List<TrackReport> parts) {}
