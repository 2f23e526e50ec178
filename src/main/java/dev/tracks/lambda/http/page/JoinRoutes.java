package dev.tracks.lambda.http.page;

import dev.tracks.lambda.http.Route;
import dev.tracks.lambda.http.Routes;
import dev.tracks.lambda.http.access.Access.Rule;
import dev.tracks.lambda.http.access.Call;
import dev.tracks.lambda.http.protocol.HttpResponse;
import dev.tracks.lambda.http.protocol.ProblemException;
import dev.tracks.lambda.json.Fields;
import dev.tracks.lambda.json.InvalidRequestException;
import dev.tracks.usecase.invite.AnswerInvitation;
import dev.tracks.usecase.invite.AnswerInvitation.Answered;
import dev.tracks.usecase.invite.AnswerInvitation.Reply;
import dev.tracks.usecase.invite.AnswerInvitation.Result;
import dev.tracks.usecase.message.JoinLinks;
import dev.tracks.usecase.message.JoinToken;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The invitee's page and its form. The link is a capability: it needs no sign-in and shows only its own invitation. The
 * form needs no CSRF token, because a forged form would need the link.
 */
@Singleton
public final class JoinRoutes implements Routes {
    private final JoinLinks links;
    private final AnswerInvitation answerInvitation;
    private final JoinPage page;

    public JoinRoutes(JoinLinks links, AnswerInvitation answerInvitation, JoinPage page) {
        this.links = links;
        this.answerInvitation = answerInvitation;
        this.page = page;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/join/{token}", Rule.ANYONE, this::show),
                Route.post("/join/{token}", Rule.ANYONE, this::answer),
                Route.get("/join.css", Rule.ANYONE, call -> page.style()));
    }

    private HttpResponse show(Call call) {
        Optional<JoinToken> token = token(call);
        if (token.isPresent() && call.request().path().endsWithSlash()) {
            // The page's own links are relative. A valid token has no character that a URL must escape.
            return HttpResponse.found("../" + call.path().get("token"));
        }
        return token.map(this::invitation).orElseGet(this::unknown);
    }

    private HttpResponse invitation(JoinToken token) {
        Answered found = answerInvitation.find(token);
        return page(found, found.result() == Result.NOT_NOW);
    }

    private HttpResponse answer(Call call) {
        Optional<JoinToken> token = token(call);
        if (token.isEmpty()) {
            return unknown();
        }
        Reply reply;
        try {
            reply = reply(call.request().form());
        } catch (InvalidRequestException e) {
            return pageWithStatus(token.get(), 400);
        } catch (ProblemException e) {
            return pageWithStatus(token.get(), e.response().status());
        }
        return page(answerInvitation.answer(token.get(), reply), false);
    }

    /** The answer to an invalid form: the page again, so that the invitee can retry. */
    private HttpResponse pageWithStatus(JoinToken token, int status) {
        HttpResponse page = invitation(token);
        return new HttpResponse(status, page.headers(), page.body());
    }

    private Optional<JoinToken> token(Call call) {
        return links.token(call.path().get("token"));
    }

    private static Reply reply(Fields form) {
        Optional<String> answer = form.required("answer", form.text("answer", text -> text));
        String given = form.buildWhole(answer::get);
        return switch (given) {
            case "join" -> Reply.JOIN;
            case "decline" -> Reply.DECLINE;
            default -> throw new InvalidRequestException("answer", "must be one of join, decline");
        };
    }

    private HttpResponse page(Answered answered, boolean open) {
        int status = answered.result() == Result.GONE ? 404 : 200;
        return html(status, open ? page.open(answered.invitation().orElseThrow()) : page.closed(answered));
    }

    private HttpResponse unknown() {
        return html(404, page.unknown());
    }

    private static HttpResponse html(int status, String body) {
        return new HttpResponse(
                status, Map.of("content-type", "text/html; charset=utf-8", "cache-control", "no-store"), body);
    }
}
