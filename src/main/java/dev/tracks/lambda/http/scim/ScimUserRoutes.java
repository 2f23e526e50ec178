package dev.tracks.lambda.http.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.domain.record.Participant;
import dev.tracks.lambda.http.Route;
import dev.tracks.lambda.http.Routes;
import dev.tracks.lambda.http.access.Call;
import dev.tracks.lambda.http.protocol.HttpResponse;
import dev.tracks.lambda.http.scim.schema.ScimDocument;
import dev.tracks.lambda.http.scim.schema.ScimProblem;
import dev.tracks.usecase.Saved;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.people.EraseParticipant;
import dev.tracks.usecase.people.FindProvisioned;
import dev.tracks.usecase.people.Participants;
import dev.tracks.usecase.people.ProvisionParticipant;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Users of SCIM, who are the participants (RFC 7644, section 3). */
@Singleton
public final class ScimUserRoutes implements Routes {
    /** Who writes, as it is stored with each record. */
    static final String BY = "scim";

    private static final String USERS = "/Users";
    private static final String USER = USERS + "/{userId}";
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final ScimAuthentication authentication;
    private final ScimUserSearch search;
    private final FindProvisioned people;
    private final Participants participants;
    private final ProvisionParticipant provisionParticipant;
    private final EraseParticipant eraseParticipant;
    private final ScimUserReader reader;
    private final ScimUserWriter writer;
    private final ScimDocument documents;
    private final ScimPatch patch;

    public ScimUserRoutes(
            ScimAuthentication authentication,
            ScimUserSearch search,
            FindProvisioned people,
            Participants participants,
            ProvisionParticipant provisionParticipant,
            EraseParticipant eraseParticipant,
            ScimUserReader reader,
            ScimUserWriter writer,
            ScimDocument documents,
            ScimPatch patch) {
        this.authentication = authentication;
        this.search = search;
        this.people = people;
        this.participants = participants;
        this.provisionParticipant = provisionParticipant;
        this.eraseParticipant = eraseParticipant;
        this.reader = reader;
        this.writer = writer;
        this.documents = documents;
        this.patch = patch;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                authentication.route("GET", USERS, this::list),
                authentication.route("POST", USERS, this::create),
                authentication.route("GET", USER, this::read),
                authentication.route("PUT", USER, this::replace),
                authentication.route("PATCH", USER, this::change),
                authentication.route("DELETE", USER, this::erase));
    }

    private HttpResponse list(Call call) {
        JsonNode parameters = call.request().parameters();
        ScimPage page = ScimPage.of(parameters);
        ScimProjection projection = ScimProjection.of(parameters);
        String filter = parameters.path("filter").asText();
        if (!filter.isBlank()) {
            List<ObjectNode> found = search.find(filter);
            return ScimResponse.list(
                    page.of(found).stream().map(projection::applied).toList(), found.size(), page.startIndex());
        }
        Participants.Slice slice = participants.slice(page.from(), page.count());
        List<ObjectNode> users = slice.data().stream()
                .map(writer::response)
                .map(projection::applied)
                .toList();
        return ScimResponse.list(users, slice.total(), page.startIndex());
    }

    private HttpResponse read(Call call) {
        return response(200, call, people.byId(userId(call)).orElseThrow(ScimProblem::notFound));
    }

    /** The id is that of the directory if that is a UUID, so that Entra ID's claim {@code oid} names the participant. */
    private HttpResponse create(Call call) {
        ObjectNode user = documents.user(call.request().scimJson());
        Optional<String> wantedId = Optional.of(user.path("externalId").asText())
                .filter(id -> UUID.matcher(id).matches());
        Saved<Participant> saved =
                provisionParticipant.create(wantedId, id -> reader.read(user, id, Optional.empty()), BY);
        return response(201, call, saved.record())
                .with("location", writer.location(saved.record().value().id()));
    }

    private HttpResponse replace(Call call) {
        ObjectNode user = documents.user(call.request().scimJson());
        return update(call, stored -> user);
    }

    private HttpResponse change(Call call) {
        List<ScimOperation> operations = ScimOperation.all(call.request().scimJson());
        return update(call, stored -> patch.patched(writer.editable(stored), operations));
    }

    private HttpResponse update(Call call, Function<Participant, ObjectNode> change) {
        Saved<Participant> saved = provisionParticipant.update(
                people.byId(userId(call))
                        .orElseThrow(ScimProblem::notFound)
                        .value()
                        .id(),
                stored -> reader.read(change.apply(stored), stored.id(), Optional.of(stored)),
                call.precondition(),
                BY);
        return response(200, call, saved.record());
    }

    /** What the sweep still has to blank is erased for every client, so there is nothing to wait for. */
    private HttpResponse erase(Call call) {
        Stored<Participant> stored = people.byId(userId(call)).orElseThrow(ScimProblem::notFound);
        call.precondition().check(Optional.of(stored));
        eraseParticipant.erase(stored.value().id(), BY);
        return HttpResponse.noContent();
    }

    private static String userId(Call call) {
        return call.path().get("userId");
    }

    private HttpResponse response(int status, Call call, Stored<Participant> stored) {
        ScimProjection projection = ScimProjection.of(call.request().parameters());
        return ScimResponse.of(status, projection.applied(writer.response(stored)))
                .withETag(stored);
    }
}
