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
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.enroll.Reinvite;
import dev.tracks.usecase.invite.Invitations;
import dev.tracks.usecase.invite.ManageInvitation;
import jakarta.inject.Singleton;
import java.util.List;

/** An invitation; managers of its track withdraw it, resend it, or invite the person again after it was closed. */
@Singleton
public final class InvitationRoutes implements Routes {
    private static final String INVITATION = "/v1/participants/{participantId}/invitations/{trackId}/{number}";

    private final ManageInvitation manageInvitation;
    private final Reinvite reinvite;
    private final Invitations invitations;

    public InvitationRoutes(ManageInvitation manageInvitation, Reinvite reinvite, Invitations invitations) {
        this.manageInvitation = manageInvitation;
        this.reinvite = reinvite;
        this.invitations = invitations;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get(INVITATION, Rule.TRACK_OR_SELF, this::invitation),
                Route.post(INVITATION + "/withdraw", Rule.TRACK, this::withdraw),
                Route.post(INVITATION + "/resend", Rule.TRACK, this::resend),
                Route.post(INVITATION + "/reinvite", Rule.TRACK, this::reinvite));
    }

    private HttpResponse invitation(Call call) {
        PagedResponse.noQuery(call);
        return answer(invitations
                .invitation(call.participantId(), ref(call))
                .orElseThrow(() -> new NotFoundException("invitation", call.trackId() + "/" + call.number())));
    }

    private HttpResponse withdraw(Call call) {
        PagedResponse.noFields(call);
        return answer(manageInvitation.withdraw(
                call.participantId(), ref(call), call.caller().by()));
    }

    private HttpResponse resend(Call call) {
        PagedResponse.noFields(call);
        return answer(manageInvitation.resend(
                call.participantId(), ref(call), call.caller().by()));
    }

    private HttpResponse reinvite(Call call) {
        PagedResponse.noFields(call);
        Invitation invitation =
                reinvite.reinvite(call.participantId(), ref(call), call.caller().by());
        String address = "/v1/participants/" + invitation.participantId() + "/invitations/" + invitation.trackId() + "/"
                + invitation.number();
        return HttpResponse.json(201, InvitationJson.write(invitation)).with("location", address);
    }

    private static InvitationRef ref(Call call) {
        return new InvitationRef(call.trackId(), call.number());
    }

    private static HttpResponse answer(Invitation invitation) {
        return HttpResponse.json(200, InvitationJson.write(invitation));
    }
}
