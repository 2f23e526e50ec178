package dev.tracks.lambda.http.route;

import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.lambda.http.PagedResponse;
import dev.tracks.lambda.http.Route;
import dev.tracks.lambda.http.Routes;
import dev.tracks.lambda.http.access.Access.Rule;
import dev.tracks.lambda.http.access.Call;
import dev.tracks.lambda.http.protocol.HttpResponse;
import dev.tracks.lambda.json.mapping.InvitationJson;
import dev.tracks.usecase.invite.ManageInvitation;
import jakarta.inject.Singleton;
import java.util.List;

/** Managers of a track withdraw its invitations or resend them. */
@Singleton
public final class InvitationRoutes implements Routes {
    private final ManageInvitation manageInvitation;

    public InvitationRoutes(ManageInvitation manageInvitation) {
        this.manageInvitation = manageInvitation;
    }

    @Override
    public List<Route> routes() {
        String invitation = "/v1/participants/{participantId}/invitations/{trackId}/{number}";
        return List.of(
                Route.post(invitation + "/withdraw", Rule.TRACK, this::withdraw),
                Route.post(invitation + "/resend", Rule.TRACK, this::resend));
    }

    private HttpResponse withdraw(Call call) {
        PagedResponse.noQuery(call);
        return answer(manageInvitation.withdraw(
                call.participantId(), ref(call), call.caller().by()));
    }

    private HttpResponse resend(Call call) {
        PagedResponse.noQuery(call);
        return answer(manageInvitation.resend(
                call.participantId(), ref(call), call.caller().by()));
    }

    private static InvitationRef ref(Call call) {
        return new InvitationRef(call.trackId(), call.number());
    }

    private static HttpResponse answer(Invitation invitation) {
        return HttpResponse.json(200, InvitationJson.write(invitation));
    }
}
