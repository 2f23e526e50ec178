package dev.tracks.lambda.http.route;

import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.lambda.http.PagedResponse;
import dev.tracks.lambda.http.Route;
import dev.tracks.lambda.http.Routes;
import dev.tracks.lambda.http.access.Access;
import dev.tracks.lambda.http.access.Access.Rule;
import dev.tracks.lambda.http.access.Call;
import dev.tracks.lambda.http.protocol.HttpResponse;
import dev.tracks.lambda.json.mapping.StepJson;
import dev.tracks.lambda.json.mapping.StoredJson;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.Saved;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.configure.Configuration;
import dev.tracks.usecase.configure.ConfigureStep;
import dev.tracks.usecase.view.Directory;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** A track's Add User to Track steps: list, read, create or replace, remove. */
@Singleton
public final class StepRoutes implements Routes {
    private final Configuration configuration;
    private final ConfigureStep configureStep;
    private final Access access;

    public StepRoutes(Configuration configuration, ConfigureStep configureStep, Access access) {
        this.configuration = configuration;
        this.configureStep = configureStep;
        this.access = access;
    }

    @Override
    public List<Route> routes() {
        String steps = "/v1/tracks/{trackId}/steps";
        String step = steps + "/{stepId}";
        return List.of(
                Route.get(steps, Rule.TRACK, this::list),
                Route.get(step, Rule.TRACK, this::read),
                Route.put(step, Rule.BOTH_TRACKS, this::save),
                // Removing a step does not require access to its destination.
                Route.delete(step, Rule.TRACK, this::remove));
    }

    private HttpResponse list(Call call) {
        PagedResponse.Part part = PagedResponse.Part.of(call);
        List<Stored<AddToTrackStep>> steps = configuration.steps(call.trackId());
        if (steps.isEmpty() && configuration.track(call.trackId()).isEmpty()) {
            throw new NotFoundException("track", call.trackId());
        }
        List<Stored<AddToTrackStep>> rest = steps.stream()
                .filter(step -> part.position()
                        .filter(last -> step.value().id().compareTo(last) <= 0)
                        .isEmpty())
                .toList();
        return PagedResponse.page(part, limit -> first(rest, limit), step -> StoredJson.write(step, StepJson::write));
    }

    /** The page's position is the id of its last step. */
    private static Directory.Page<Stored<AddToTrackStep>> first(List<Stored<AddToTrackStep>> steps, int limit) {
        return steps.size() <= limit
                ? new Directory.Page<>(steps, Optional.empty())
                : new Directory.Page<>(
                        steps.subList(0, limit),
                        Optional.of(steps.get(limit - 1).value().id()));
    }

    private HttpResponse read(Call call) {
        PagedResponse.noQuery(call);
        Stored<AddToTrackStep> step = configuration
                .step(call.trackId(), call.stepId())
                .orElseThrow(() -> new NotFoundException("step", call.stepId()));
        return RecordResponse.read(step, StepJson::write);
    }

    private HttpResponse save(Call call) {
        PagedResponse.noQuery(call);
        AddToTrackStep step = StepJson.read(call.json(), call.trackId(), call.stepId());
        access.checkDestination(call.caller(), step.destinationTrackId());
        Saved<AddToTrackStep> saved =
                configureStep.save(step, call.precondition(), call.caller().by());
        return RecordResponse.written(saved, StepJson::write, "/v1/tracks/" + step.trackId() + "/steps/" + step.id());
    }

    private HttpResponse remove(Call call) {
        PagedResponse.noQuery(call);
        configureStep.remove(call.trackId(), call.stepId(), call.precondition());
        return HttpResponse.noContent();
    }
}
