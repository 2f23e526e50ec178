package dev.tracks.lambda.http.route.job;

import dev.tracks.domain.job.JobKind;
import dev.tracks.domain.job.JobRow;
import dev.tracks.domain.job.RowOutcome;
import dev.tracks.lambda.http.PagedResponse;
import dev.tracks.lambda.http.Route;
import dev.tracks.lambda.http.Routes;
import dev.tracks.lambda.http.access.Access;
import dev.tracks.lambda.http.access.Access.Rule;
import dev.tracks.lambda.http.access.Call;
import dev.tracks.lambda.http.protocol.HttpResponse;
import dev.tracks.lambda.json.Fields;
import dev.tracks.lambda.json.mapping.job.JobRowJson;
import dev.tracks.usecase.job.ReadJobs;
import dev.tracks.usecase.view.Directory;
import dev.tracks.usecase.view.Undeliverables;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The rows of a job: what it did to each person. Names and evidence that the caller may not read are omitted. */
@Singleton
public final class JobRowRoutes implements Routes {
    private static final Pattern REASON = Pattern.compile("[a-z0-9_]+");

    private final ReadJobs readJobs;
    private final Undeliverables names;
    private final Access access;

    /** @param names looks up the names of people */
    public JobRowRoutes(ReadJobs readJobs, Undeliverables names, Access access) {
        this.readJobs = readJobs;
        this.names = names;
        this.access = access;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/v1/jobs/{jobId}/rows", Rule.MANAGER, this::rows));
    }

    private HttpResponse rows(Call call) {
        Fields query = call.query();
        Optional<Set<RowOutcome>> outcomes = PagedResponse.names(query, "outcome", RowOutcome.class);
        Optional<Set<String>> reasons = PagedResponse.texts(query, "reason", REASON, "the reasons");
        Supplier<PagedResponse.Part> reader = PagedResponse.Part.reader(call, query);
        PagedResponse.Part part = query.buildWhole(reader);
        JobKind kind = JobAccess.job(call, readJobs, access).spec().kind();
        Predicate<JobRow> filter = row -> (outcomes.isEmpty() || outcomes.get().contains(row.outcome()))
                && (reasons.isEmpty()
                        || row.reason().filter(reasons.get()::contains).isPresent());
        Predicate<JobRow> evidenceSeen = access.rowEvidenceSeen(call.caller());
        Predicate<String> people = access.peopleSeen(call.caller());
        Map<String, String> known = new HashMap<>();
        return PagedResponse.page(
                part,
                limit -> {
                    var page = readJobs.rows(call.jobId(), filter, limit, part.position());
                    known.putAll(names(page, people));
                    return page;
                },
                row -> JobRowJson.write(row, kind, row.participantId().map(known::get), evidenceSeen.test(row)));
    }

    /** The names of the people on the page whom the caller may read. */
    private Map<String, String> names(Directory.Page<JobRow> page, Predicate<String> people) {
        return names.names(page.data().stream()
                .flatMap(row -> row.participantId().stream())
                .distinct()
                .filter(people)
                .toList());
    }
}
