package dev.tracks.lambda.http.route.job;

import dev.tracks.domain.job.Job;
import dev.tracks.lambda.http.access.Access;
import dev.tracks.lambda.http.access.Call;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.job.ReadJobs;
import java.util.Optional;

/** Finds the job that a path names. */
final class JobAccess {
    private JobAccess() {}

    /**
     * The path's job.
     *
     * @throws dev.tracks.lambda.http.protocol.ProblemException 403 if the caller may not read it; also if there is none,
     *     so that only admins learn that
     * @throws NotFoundException if it does not exist
     */
    static Job job(Call call, ReadJobs readJobs, Access access) {
        Optional<Job> job = readJobs.find(call.jobId());
        access.checkJob(call.caller(), job);
        return job.orElseThrow(() -> new NotFoundException("job", call.jobId()));
    }
}
