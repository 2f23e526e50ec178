package dev.tracks.lambda.http.route;

import dev.tracks.domain.decision.Run;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.lambda.http.PagedResponse;
import dev.tracks.lambda.http.Route;
import dev.tracks.lambda.http.Routes;
import dev.tracks.lambda.http.access.Access;
import dev.tracks.lambda.http.access.Access.Rule;
import dev.tracks.lambda.http.access.Call;
import dev.tracks.lambda.http.protocol.HttpResponse;
import dev.tracks.lambda.json.Fields;
import dev.tracks.lambda.json.mapping.HistoryJson;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.configure.Configuration;
import dev.tracks.usecase.people.Participants;
import dev.tracks.usecase.view.Directory;
import dev.tracks.usecase.view.ReadHistory;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Runs with the result of their latest evaluation, each as an entry of the history: those of a person, and those of a
 * step. Evidence about records that the caller may not read is omitted.
 */
@Singleton
public final class RunListRoutes implements Routes {
    private final Directory directory;
    private final Participants participants;
    private final Configuration configuration;
    private final Access access;

    public RunListRoutes(Directory directory, Participants participants, Configuration configuration, Access access) {
        this.directory = directory;
        this.participants = participants;
        this.configuration = configuration;
        this.access = access;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/v1/participants/{participantId}/runs", Rule.PERSON_OR_SELF, this::ofPerson),
                Route.get("/v1/tracks/{trackId}/steps/{stepId}/runs", Rule.TRACK, this::ofStep));
    }

    private HttpResponse ofPerson(Call call) {
        Fields query = call.query();
        Predicate<Run> filter = withStatus(PagedResponse.names(query, "status", RunStatus.class));
        PagedResponse.Part part = part(call, query);
        return page(call, part, limit -> {
            var page = directory.runsOfParticipant(call.participantId(), filter, limit, part.position());
            if (page.data().isEmpty()
                    && participants.participant(call.participantId()).isEmpty()) {
                throw new NotFoundException("participant", call.participantId());
            }
            return page;
        });
    }

    private HttpResponse ofStep(Call call) {
        Fields query = call.query();
        Predicate<Run> withDecision = withStatus(PagedResponse.names(query, "decision", RunStatus.class));
        Optional<Set<SkipReason>> reasons = PagedResponse.names(query, "reason", SkipReason.class);
        Predicate<Run> filter = withDecision.and(run -> reasons.isEmpty()
                || run.reason().filter(reasons.get()::contains).isPresent());
        PagedResponse.Part part = part(call, query);
        return page(call, part, limit -> {
            var page = directory.matchingRunsOfStep(call.trackId(), call.stepId(), filter, limit, part.position());
            if (page.data().isEmpty()
                    && configuration.step(call.trackId(), call.stepId()).isEmpty()) {
                throw new NotFoundException("step", call.stepId());
            }
            return page;
        });
    }

    private static PagedResponse.Part part(Call call, Fields query) {
        Supplier<PagedResponse.Part> reader = PagedResponse.Part.reader(call, query);
        return query.buildWhole(reader);
    }

    private static Predicate<Run> withStatus(Optional<Set<RunStatus>> statuses) {
        return run -> statuses.isEmpty() || statuses.get().contains(run.status());
    }

    private HttpResponse page(Call call, PagedResponse.Part part, IntFunction<Directory.Page<Run>> list) {
        Predicate<ReadHistory.Entry> evidenceSeen = access.evidenceSeen(call.caller());
        return PagedResponse.page(part, list, run -> {
            ReadHistory.Entry entry = ReadHistory.latest(run);
            return HistoryJson.write(entry, evidenceSeen.test(entry));
        });
    }
}
