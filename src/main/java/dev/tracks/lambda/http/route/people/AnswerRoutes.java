package dev.tracks.lambda.http.route.people;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.domain.InvalidFieldException;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.track.Track;
import dev.tracks.lambda.http.PagedResponse;
import dev.tracks.lambda.http.Route;
import dev.tracks.lambda.http.Routes;
import dev.tracks.lambda.http.access.Access.Rule;
import dev.tracks.lambda.http.access.Call;
import dev.tracks.lambda.http.protocol.HttpResponse;
import dev.tracks.lambda.json.Fields;
import dev.tracks.lambda.json.Json;
import dev.tracks.lambda.json.mapping.InvitationJson;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.configure.Catalog;
import dev.tracks.usecase.invite.AnswerInvitation;
import dev.tracks.usecase.invite.AnswerInvitation.Answered;
import dev.tracks.usecase.invite.AnswerInvitation.Reply;
import dev.tracks.usecase.invite.AnswerTexts;
import dev.tracks.usecase.invite.Invitations;
import dev.tracks.usecase.message.JoinToken;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A signed-in person answers an invitation of their own. Nobody answers for another person, not even an admin. */
@Singleton
public final class AnswerRoutes implements Routes {
    private final Invitations invitations;
    private final AnswerInvitation answerInvitation;
    private final Catalog catalog;

    public AnswerRoutes(Invitations invitations, AnswerInvitation answerInvitation, Catalog catalog) {
        this.invitations = invitations;
        this.answerInvitation = answerInvitation;
        this.catalog = catalog;
    }

    @Override
    public List<Route> routes() {
        String invitation = "/v1/participants/{participantId}/invitations/{trackId}/{number}";
        return List.of(Route.post(invitation + "/answer", Rule.SELF, this::answer));
    }

    private HttpResponse answer(Call call) {
        PagedResponse.noQuery(call);
        Reply reply = reply(call);
        Invitation invitation = invitations
                .invitation(call.participantId(), new InvitationRef(call.trackId(), call.number()))
                .orElseThrow(() -> notFound(call));
        Answered answered = answerInvitation.answer(JoinToken.of(invitation), reply);
        return HttpResponse.json(200, write(answered, answered.invitation().orElseThrow(() -> notFound(call))));
    }

    private static Reply reply(Call call) {
        Fields fields = Fields.of(call.json());
        Optional<Reply> reply = fields.required("answer", fields.text("answer", AnswerRoutes::reply));
        return fields.buildWhole(reply::get);
    }

    private static Reply reply(String text) {
        return switch (text) {
            case "join" -> Reply.JOIN;
            case "decline" -> Reply.DECLINE;
            default -> throw new InvalidFieldException("answer", "must be one of join, decline");
        };
    }

    private static NotFoundException notFound(Call call) {
        return new NotFoundException("invitation", call.trackId() + "/" + call.number());
    }

    private ObjectNode write(Answered answered, Invitation invitation) {
        String title = catalog.track(invitation.trackId()).map(Track::title).orElse(invitation.trackId());
        AnswerTexts texts = AnswerTexts.of(answered, title);
        ObjectNode json = Json.object().put("result", answered.result().name().toLowerCase(Locale.ROOT));
        json.set("reason", Json.of(answered.reason()));
        json.put("heading", texts.heading()).put("text", texts.text());
        json.set("invitation", InvitationJson.write(invitation));
        return json;
    }
}
