package dev.tracks.bench;

import java.util.List;

/**
 * Jobs as the page shows them.
 *
 * @param jobs counted in memory, with the times of the timed ones
 * @param timedRows rows of each job that was timed
 * @param checkedRows rows of each job whose counts in memory were compared with those on the wire
 */
record JobsMeasured(List<JobUsage> jobs, int timedRows, int checkedRows) {}
