package dev.tracks.lambda.http.route;

import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.lambda.http.PagedResponse;
import dev.tracks.lambda.http.Route;
import dev.tracks.lambda.http.Routes;
import dev.tracks.lambda.http.access.Access;
import dev.tracks.lambda.http.access.Access.Rule;
import dev.tracks.lambda.http.access.Call;
import dev.tracks.lambda.http.protocol.HttpResponse;
import dev.tracks.lambda.json.mapping.EnrollmentJson;
import dev.tracks.lambda.json.mapping.HistoryJson;
import dev.tracks.lambda.json.mapping.InvitationJson;
import dev.tracks.lambda.json.mapping.StoredJson;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.enroll.Enrollments;
import dev.tracks.usecase.people.Participants;
import dev.tracks.usecase.view.Directory;
import dev.tracks.usecase.view.ReadHistory;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Predicate;

/**
 * A person's enrollments, invitations and history. A manager sees the enrollments and invitations of their own tracks
 * only, but the whole history of a person who is in one of them, because the reason for a missing enrollment can lie in
 * another track. Evidence about records that the caller may not read is omitted.
 */
@Singleton
public final class PersonRoutes implements Routes {
    private final Participants participants;
    private final Directory directory;
    private final Enrollments enrollments;
    private final ReadHistory readHistory;
    private final Access access;

    public PersonRoutes(
            Participants participants,
            Directory directory,
            Enrollments enrollments,
            ReadHistory readHistory,
            Access access) {
        this.participants = participants;
        this.directory = directory;
        this.enrollments = enrollments;
        this.readHistory = readHistory;
        this.access = access;
    }

    @Override
    public List<Route> routes() {
        String person = "/v1/participants/{participantId}";
        return List.of(
                Route.get(person + "/enrollments", Rule.PERSON_OR_SELF, this::enrollments),
                Route.get(person + "/enrollments/{trackId}/{instance}", Rule.TRACK_OR_SELF, this::enrollment),
                Route.get(person + "/history", Rule.PERSON_OR_SELF, this::history),
                Route.get(person + "/invitations", Rule.PERSON_OR_SELF, this::invitations));
    }

    /** A manager's page can be shorter than its limit: what they may not see is filtered out after the query. */
    private HttpResponse enrollments(Call call) {
        PagedResponse.Part part = PagedResponse.Part.of(call);
        Predicate<String> seen = access.tracksSeen(call);
        return PagedResponse.page(
                part,
                limit -> known(call, directory.enrollmentsOfParticipant(call.participantId(), limit, part.position()))
                        .filter(enrollment -> seen.test(enrollment.value().trackId())),
                enrollment -> StoredJson.write(enrollment, EnrollmentJson::write));
    }

    private HttpResponse enrollment(Call call) {
        PagedResponse.noQuery(call);
        Stored<Enrollment> enrollment = enrollments
                .enrollment(call.participantId(), new EnrollmentRef(call.trackId(), call.instance()))
                .orElseThrow(() -> new NotFoundException(
                        "enrollment", call.participantId() + "/" + call.trackId() + "/" + call.instance()));
        return RecordResponse.read(enrollment, EnrollmentJson::write);
    }

    private HttpResponse history(Call call) {
        PagedResponse.Part part = PagedResponse.Part.of(call);
        Predicate<ReadHistory.Entry> evidenceSeen = access.evidenceSeen(call.caller());
        return PagedResponse.page(
                part,
                limit -> known(call, readHistory.of(call.participantId(), limit, part.position())),
                entry -> HistoryJson.write(entry, evidenceSeen.test(entry)));
    }

    /** A manager's page can be shorter than its limit, as with enrollments. */
    private HttpResponse invitations(Call call) {
        PagedResponse.Part part = PagedResponse.Part.of(call);
        Predicate<String> seen = access.tracksSeen(call);
        return PagedResponse.page(
                part,
                limit -> known(call, directory.invitationsOfParticipant(call.participantId(), limit, part.position()))
                        .filter(invitation -> seen.test(invitation.trackId())),
                InvitationJson::write);
    }

    /** A person who does not exist can still have a history: of why they were not enrolled. */
    private <T> Directory.Page<T> known(Call call, Directory.Page<T> page) {
        if (page.data().isEmpty()
                && participants.participant(call.participantId()).isEmpty()) {
            throw new NotFoundException("participant", call.participantId());
        }
        return page;
    }
}
