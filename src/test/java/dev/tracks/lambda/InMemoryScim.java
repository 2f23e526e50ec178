package dev.tracks.lambda;

import dev.tracks.lambda.http.Routes;
import dev.tracks.lambda.http.scim.ScimAuthentication;
import dev.tracks.lambda.http.scim.ScimDiscoveryRoutes;
import dev.tracks.lambda.http.scim.ScimLocations;
import dev.tracks.lambda.http.scim.ScimPatch;
import dev.tracks.lambda.http.scim.ScimToken;
import dev.tracks.lambda.http.scim.ScimUserReader;
import dev.tracks.lambda.http.scim.ScimUserRoutes;
import dev.tracks.lambda.http.scim.ScimUserSearch;
import dev.tracks.lambda.http.scim.ScimUserWriter;
import dev.tracks.lambda.http.scim.schema.ScimDocument;
import dev.tracks.lambda.http.scim.schema.ScimSchema;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.people.EraseParticipant;
import dev.tracks.usecase.people.Erasure;
import dev.tracks.usecase.people.FindProvisioned;
import dev.tracks.usecase.people.NewIds;
import dev.tracks.usecase.people.Participants;
import dev.tracks.usecase.people.ProvisionParticipant;
import dev.tracks.usecase.people.RegisterParticipant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** The routes of SCIM of {@link InMemoryApplication}. */
record InMemoryScim(Participants participants, OptimisticRetry retry, InstantSource clock) {
    private static final ScimLocations LOCATIONS = new ScimLocations("https://tracks.example");

    List<Routes> routes(Optional<ScimToken> token, Erasure erasure, NewIds ids) {
        ScimAuthentication authentication = new ScimAuthentication(token);
        FindProvisioned people = new FindProvisioned(participants);
        ScimUserWriter writer = new ScimUserWriter(LOCATIONS);
        ScimSchema schema = new ScimSchema();
        ScimUserRoutes users = new ScimUserRoutes(
                authentication,
                new ScimUserSearch(people, writer),
                people,
                participants,
                new ProvisionParticipant(people, new RegisterParticipant(participants, retry, clock), ids, retry),
                new EraseParticipant(erasure, retry, clock),
                new ScimUserReader(people, ZoneId.of("UTC")),
                writer,
                new ScimDocument(schema),
                new ScimPatch(schema));
        return List.of(users, new ScimDiscoveryRoutes(authentication, schema, LOCATIONS));
    }
}
