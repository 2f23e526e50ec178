package dev.tracks.lambda.http.route;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.domain.message.MessageRef;
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
import dev.tracks.usecase.message.Refusal;
import dev.tracks.usecase.people.Participants;
import dev.tracks.usecase.view.Directory;
import dev.tracks.usecase.view.Undeliverables;
import dev.tracks.usecase.view.Undeliverables.Undeliverable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The messages of all people that cannot be delivered. A manager sees those about their tracks. */
@Singleton
public final class UndeliverableRoutes implements Routes {
    private static final Pattern CHANNEL = Pattern.compile("slack|ses|log|inbox");
    private static final Pattern ERROR = Pattern.compile("[A-Za-z0-9_.-]+");

    private final Undeliverables undeliverables;
    private final Participants participants;
    private final Access access;

    public UndeliverableRoutes(Undeliverables undeliverables, Participants participants, Access access) {
        this.undeliverables = undeliverables;
        this.participants = participants;
        this.access = access;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/v1/undeliverable", Rule.MANAGER, this::list));
    }

    private HttpResponse list(Call call) {
        Fields query = call.query();
        Optional<Set<String>> channels = PagedResponse.texts(query, "channel", CHANNEL, "slack, ses, log and inbox");
        Optional<Set<String>> errors = PagedResponse.texts(query, "error", ERROR, "the error codes");
        Instant since = query.text("since", TimeParameter::time).orElse(Instant.EPOCH);
        Supplier<PagedResponse.Part> reader = PagedResponse.Part.reader(call, query);
        PagedResponse.Part part = query.buildWhole(reader);
        Predicate<String> tracks = access.tracksOf(call.caller());
        Predicate<Undeliverable> filter = message -> tracks.test(
                        message.message().trackId())
                && (channels.isEmpty()
                        || channels.get().contains(message.refusal().channel()))
                && (errors.isEmpty() || errors.get().contains(message.refusal().error()));
        Predicate<String> people = access.peopleSeen(call.caller());
        Map<String, String> names = new HashMap<>();
        return PagedResponse.page(
                part,
                limit -> {
                    var page = undeliverables.undeliverable(since, filter, limit, part.position());
                    names.putAll(names(page, people));
                    return page;
                },
                message -> write(
                        message, Optional.ofNullable(names.get(message.message().participantId()))));
    }

    /** {@code {at,kind,participantId,name,trackId,number,channel,error,detail}}. */
    private static ObjectNode write(Undeliverable undeliverable, Optional<String> name) {
        MessageRef message = undeliverable.message();
        Refusal refusal = undeliverable.refusal();
        ObjectNode json = Json.object();
        json.set("at", Json.of(refusal.at()));
        json.put("kind", message.kind().wireName());
        json.put("participantId", message.participantId());
        json.set("name", Json.of(name));
        json.put("trackId", message.trackId());
        json.put("number", message.number());
        json.put("channel", refusal.channel());
        json.put("error", refusal.error());
        json.set("detail", Json.of(refusal.detail()));
        return json;
    }

    /** The names of the people on the page whom the caller may read. */
    private Map<String, String> names(Directory.Page<Undeliverable> page, Predicate<String> people) {
        return participants.names(page.data().stream()
                .map(message -> message.message().participantId())
                .distinct()
                .filter(people)
                .toList());
    }
}
