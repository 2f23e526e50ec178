package dev.tracks.bench;

import dev.tracks.local.MeteredAws;
import dev.tracks.local.dynamodb.Database;
import dev.tracks.local.dynamodb.TableDefinition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Counts and times jobs. The local database is too slow to count the requests of 100,000 rows on the wire, so they are
 * counted in memory; before, the same is counted on the wire for fewer rows, and both must be equal.
 */
final class JobMetering {
    /** Enough for a lane with several pages, none of them full. */
    static final int CHECKED = 200;

    private final Candidate ours;
    private final Path folder;

    JobMetering(Candidate ours, Path folder) {
        this.ours = ours;
        this.folder = folder;
    }

    /**
     * Runs all jobs.
     *
     * @param rows of each job that is counted
     * @param timed rows of each job that is timed
     * @throws IllegalArgumentException if the rows to be timed are too few
     * @throws IllegalStateException if a job has an unexpected result, or the counts in memory are not those on the wire
     */
    JobsMeasured measure(int rows, int timed) {
        if (timed < BenchOptions.LEAST_JOB_TIMED) {
            throw new IllegalArgumentException("with " + timed + " rows, not every lane has a full page to be timed");
        }
        List<JobUsage> few = inMemory(CHECKED);
        check(few, packaged(JobFleet.Use.COUNTED, CHECKED));
        List<JobUsage> times = packaged(JobFleet.Use.TIMED, timed);
        timed(few, times); // Fails before the long count if a time is missing.
        return new JobsMeasured(timed(inMemory(rows), times), timed, CHECKED);
    }

    private static List<JobUsage> timed(List<JobUsage> counts, List<JobUsage> times) {
        List<JobUsage> jobs = new ArrayList<>();
        for (int i = 0; i < counts.size(); i++) {
            jobs.add(counts.get(i).as(times.get(i)));
        }
        return jobs;
    }

    private static void check(List<JobUsage> inMemory, List<JobUsage> onTheWire) {
        for (int i = 0; i < inMemory.size(); i++) {
            if (!inMemory.get(i).hasSameCounts(onTheWire.get(i))) {
                throw new IllegalStateException(
                        "counted in memory:\n" + inMemory.get(i) + "\non the wire:\n" + onTheWire.get(i));
            }
        }
    }

    static List<JobUsage> inMemory(int rows) {
        return new JobScript(new CountedJobs(), rows).run();
    }

    private List<JobUsage> packaged(JobFleet.Use use, int rows) {
        try (Database database = Database.start(null, 0);
                DynamoDbClient client = database.client();
                MeteredAws aws = new MeteredAws(database)) {
            TableDefinition.create(client, Benchmarks.TABLE);
            try (JobFleet fleet = new JobFleet(ours, aws, database, client, use, folder)) {
                return new JobScript(fleet, rows).run();
            }
        }
    }
}
