package dev.tracks.lambda.http.route.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.domain.job.Job;
import dev.tracks.domain.job.JobKind;
import dev.tracks.domain.job.JobStatus;
import dev.tracks.domain.job.Tally;
import dev.tracks.lambda.http.IdempotencyKey;
import dev.tracks.lambda.http.PagedResponse;
import dev.tracks.lambda.http.Route;
import dev.tracks.lambda.http.Routes;
import dev.tracks.lambda.http.access.Access;
import dev.tracks.lambda.http.access.Access.Rule;
import dev.tracks.lambda.http.access.Call;
import dev.tracks.lambda.http.protocol.HttpResponse;
import dev.tracks.lambda.json.Fields;
import dev.tracks.lambda.json.Json;
import dev.tracks.lambda.json.mapping.job.JobJson;
import dev.tracks.lambda.json.mapping.job.JobRequest;
import dev.tracks.lambda.json.mapping.job.JobRequestJson;
import dev.tracks.usecase.Timestamps;
import dev.tracks.usecase.job.CreateJob;
import dev.tracks.usecase.job.ReadJobs;
import dev.tracks.usecase.job.StopJob;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Jobs: create, list, read and stop them. A manager sees the jobs of which they manage all tracks. */
@Singleton
public final class JobRoutes implements Routes {
    /** The limit of a body that lists people, in bytes (contract: 1 MB). */
    private static final int BODY_MAX = 1024 * 1024;

    private final CreateJob createJob;
    private final ReadJobs readJobs;
    private final StopJob stopJob;
    private final JobOrders orders;
    private final Access access;
    private final InstantSource clock;

    public JobRoutes(
            CreateJob createJob,
            ReadJobs readJobs,
            StopJob stopJob,
            JobOrders orders,
            Access access,
            InstantSource clock) {
        this.createJob = createJob;
        this.readJobs = readJobs;
        this.stopJob = stopJob;
        this.orders = orders;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.post("/v1/jobs", Rule.MANAGER, this::create),
                Route.get("/v1/jobs", Rule.MANAGER, this::list),
                Route.get("/v1/jobs/{jobId}", Rule.MANAGER, this::read),
                Route.post("/v1/jobs/{jobId}/stop", Rule.MANAGER, this::stop));
    }

    private HttpResponse create(Call call) {
        PagedResponse.noQuery(call);
        Instant now = Timestamps.now(clock);
        JsonNode body = call.request().withBodyMax(BODY_MAX).json();
        JobRequest request = JobRequestJson.read(body, now);
        if (request.listed().isEmpty()) {
            call.request().bytes(); // The usual limit, so that what the job stores fits into an item.
        }
        access.checkTracks(call.caller(), request.tracks().values());
        Optional<CreateJob.Key> key = IdempotencyKey.of(call, "job " + Json.canonical(body))
                .map(used -> new CreateJob.Key(
                        used.subject(),
                        used.key(),
                        used.bodyHash(),
                        job -> Json.text(created(job).event())));
        CreateJob.Result result = createJob.create(() -> orders.of(request, call.caller(), now), key);
        return result.replayed()
                .map(text -> HttpResponse.of(Json.read(text)).with(IdempotencyKey.REPLAYED, "true"))
                .orElseGet(() -> created(result.job().orElseThrow()));
    }

    /** 202: the job works after the response. */
    private static HttpResponse created(Job job) {
        Job.Result nothing = new Job.Result(Optional.empty(), Tally.EMPTY);
        return HttpResponse.json(202, JobJson.write(new ReadJobs.Counted(job, nothing)))
                .with("location", "/v1/jobs/" + job.id());
    }

    private HttpResponse list(Call call) {
        Fields query = call.query();
        Optional<Set<JobStatus>> statuses = PagedResponse.names(query, "status", JobStatus.class);
        Optional<Set<JobKind>> kinds = PagedResponse.names(query, "kind", JobKind.class);
        Supplier<PagedResponse.Part> reader = PagedResponse.Part.reader(call, query);
        PagedResponse.Part part = query.buildWhole(reader);
        Predicate<Job> filter = access.jobsSeen(call.caller())
                .and(job -> statuses.isEmpty() || statuses.get().contains(job.status()))
                .and(job -> kinds.isEmpty() || kinds.get().contains(job.spec().kind()));
        return PagedResponse.page(part, limit -> readJobs.jobs(filter, limit, part.position()), JobJson::write);
    }

    private HttpResponse read(Call call) {
        PagedResponse.noQuery(call);
        Job job = JobAccess.job(call, readJobs, access);
        return HttpResponse.json(200, JobJson.write(readJobs.counted(job)));
    }

    private HttpResponse stop(Call call) {
        PagedResponse.noFields(call);
        Job stopped = stopJob.stop(JobAccess.job(call, readJobs, access).id());
        return HttpResponse.json(200, JobJson.write(readJobs.counted(stopped)));
    }
}
