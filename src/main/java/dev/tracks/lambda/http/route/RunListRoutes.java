package dev.tracks.lambda.http.route;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.lambda.http.PagedResponse;
import dev.tracks.lambda.http.Route;
import dev.tracks.lambda.http.Routes;
import dev.tracks.lambda.http.access.Access;
import dev.tracks.lambda.http.access.Access.Rule;
import dev.tracks.lambda.http.access.Call;
import dev.tracks.lambda.http.protocol.HttpResponse;
import dev.tracks.lambda.json.Fields;
import dev.tracks.lambda.json.Json;
import dev.tracks.lambda.json.TimeParameter;
import dev.tracks.lambda.json.mapping.HistoryJson;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.people.Participants;
import dev.tracks.usecase.view.Directory;
import dev.tracks.usecase.view.Period;
import dev.tracks.usecase.view.ReadHistory;
import dev.tracks.usecase.view.report.ListStepRuns;
import dev.tracks.usecase.view.report.ListStepRuns.Selection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Runs with the result of their latest evaluation, each as an entry of the history: those of a person, and those of a
 * step, these with the names of the people. Evidence and names that the caller may not read are omitted.
 */
@Singleton
public final class RunListRoutes implements Routes {
    /** The reasons of the rules that come before the instance of the step's track. */
    private static final Set<SkipReason> BEFORE_THE_INSTANCE = EnumSet.of(
            SkipReason.STEP_NOT_FOUND,
            SkipReason.STEP_DISABLED,
            SkipReason.TRACK_NOT_ACTIVE,
            SkipReason.PARTICIPANT_NOT_FOUND,
            SkipReason.PARTICIPANT_DEACTIVATED,
            SkipReason.SOURCE_INSTANCE_NOT_FOUND);

    private final Directory directory;
    private final Participants participants;
    private final ListStepRuns listStepRuns;
    private final Access access;

    public RunListRoutes(Directory directory, Participants participants, ListStepRuns listStepRuns, Access access) {
        this.directory = directory;
        this.participants = participants;
        this.listStepRuns = listStepRuns;
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
        Function<Run, ObjectNode> writer = writer(call);
        return PagedResponse.page(
                part,
                limit -> {
                    var page = directory.runsOfParticipant(call.participantId(), filter, limit, part.position());
                    if (page.data().isEmpty()
                            && participants.participant(call.participantId()).isEmpty()) {
                        throw new NotFoundException("participant", call.participantId());
                    }
                    return page;
                },
                writer);
    }

    private HttpResponse ofStep(Call call) {
        Fields query = call.query();
        Supplier<Selection> selection = selection(query);
        Supplier<PagedResponse.Part> reader = PagedResponse.Part.reader(call, query);
        OfStep request = query.buildWhole(() -> new OfStep(selection.get(), reader.get()));
        Map<String, String> names = new HashMap<>();
        Predicate<String> people = access.peopleSeen(call.caller());
        Function<Run, ObjectNode> writer = writer(call);
        return PagedResponse.page(
                request.part(),
                limit -> {
                    var page = listStepRuns.page(
                            call.trackId(),
                            call.stepId(),
                            request.selection(),
                            limit,
                            request.part().position());
                    names.putAll(names(page.data(), people));
                    return page;
                },
                run -> writer.apply(run)
                        .<ObjectNode>set(
                                "name",
                                Json.of(Optional.ofNullable(
                                        names.get(run.cause().participantId())))));
    }

    private record OfStep(Selection selection, PagedResponse.Part part) {}

    /** {@code ?decision=&reason=&answer=&from=&to=}. */
    private static Supplier<Selection> selection(Fields query) {
        Set<RunStatus> statuses =
                PagedResponse.names(query, "decision", RunStatus.class).orElse(Set.of());
        Set<SkipReason> reasons =
                PagedResponse.names(query, "reason", SkipReason.class).orElse(Set.of());
        Set<InvitationStatus> answers =
                PagedResponse.names(query, "answer", InvitationStatus.class).orElse(Set.of());
        Instant from = query.text("from", TimeParameter::timeOrDate).orElse(ListStepRuns.ANY_TIME.from());
        Instant to = query.text("to", TimeParameter::timeOrDate).orElse(ListStepRuns.ANY_TIME.to());
        return () -> new Selection(new Period(from, to), statuses, reasons, answers);
    }

    private static PagedResponse.Part part(Call call, Fields query) {
        Supplier<PagedResponse.Part> reader = PagedResponse.Part.reader(call, query);
        return query.buildWhole(reader);
    }

    private static Predicate<Run> withStatus(Optional<Set<RunStatus>> statuses) {
        return run -> statuses.isEmpty() || statuses.get().contains(run.status());
    }

    private Function<Run, ObjectNode> writer(Call call) {
        Predicate<ReadHistory.Entry> evidenceSeen = access.evidenceSeen(call.caller());
        return run -> {
            ReadHistory.Entry entry = ReadHistory.latest(run);
            return HistoryJson.write(entry, evidenceSeen.test(entry));
        };
    }

    /** The names of the people who have reached the step and whom the caller may read. */
    private Map<String, String> names(List<Run> runs, Predicate<String> people) {
        return participants.names(runs.stream()
                .filter(run -> isInTrack(run) || people.test(run.cause().participantId()))
                .map(run -> run.cause().participantId())
                .distinct()
                .toList());
    }

    /** Whether the evaluation has found the person's instance of the step's track, which its managers may read. */
    private static boolean isInTrack(Run run) {
        return run.reason().filter(BEFORE_THE_INSTANCE::contains).isEmpty();
    }
}
