package dev.tracks.lambda.http;

import dev.tracks.domain.Invitation;
import dev.tracks.domain.SkipReason;
import dev.tracks.domain.Track;
import dev.tracks.usecase.AnswerInvitation.Answered;
import dev.tracks.usecase.Catalog;
import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.Template;
import io.quarkus.qute.Variant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the invitee reads, as HTML that needs no script. Qute escapes whatever people wrote. */
public final class JoinPage {
    private static final String STYLE = Resource.text("join.css");

    private final Template template;
    private final Catalog catalog;

    public JoinPage(Catalog catalog) {
        Engine engine = Engine.builder()
                .addDefaults()
                .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
                .build();
        this.template = engine.parse(Resource.text("join.html"), Variant.forContentType(Variant.TEXT_HTML));
        this.catalog = catalog;
    }

    /** The page's looks. */
    HttpResponse style() {
        return new HttpResponse(
                200, Map.of("content-type", "text/css; charset=utf-8", "cache-control", "max-age=3600"), STYLE);
    }

    /** The invitation with its buttons. */
    String open(Invitation invitation) {
        return render(title(invitation), invitation.message(), invitation.joinButtonText(), title(invitation));
    }

    /** What came of it. */
    String closed(Answered answered) {
        String title = answered.invitation().map(this::title).orElse("");
        return switch (answered.result()) {
            case JOINED -> said("You're in!", "You have joined " + title + ". Have fun.", title);
            case ALREADY_JOINED -> said("You're in already", "You have joined " + title + " with this link.", title);
            case DECLINED ->
                said("Not this time", "You have declined " + title + ". Thanks for letting us know.", title);
            case ALREADY_DECLINED -> said("You have declined", "You have declined " + title + " before.", title);
            case EXPIRED -> said("This invitation has expired", "Ask whoever runs " + title + " for another.", title);
            case WITHDRAWN -> said("This invitation is closed", closing(answered.reason(), title), title);
            case NOT_NOW -> said("Not right now", waiting(answered.reason(), title), title);
            case GONE -> unknown();
        };
    }

    /** A link that is not ours, or of an invitation that is gone. */
    String unknown() {
        return said("This link does not work", "It is incomplete or was changed. Open it from the message again.", "");
    }

    private static String closing(Optional<SkipReason> reason, String title) {
        boolean started = reason.filter(r -> r == SkipReason.PREVIOUSLY_STARTED || r == SkipReason.ALREADY_COMPLETED)
                .isPresent();
        return started ? "You have started " + title + " before." : title + " can't be joined with it any more.";
    }

    private static String waiting(Optional<SkipReason> reason, String title) {
        boolean active = reason.filter(r -> r == SkipReason.ALREADY_ACTIVE).isPresent();
        return active
                ? "You are in " + title + " at the moment. The invitation stays open until you have finished."
                : title + " can't be joined at the moment. Your invitation stays open: try again later.";
    }

    private String said(String heading, String text, String title) {
        return render(heading, text, "", title);
    }

    private String render(String heading, String text, String button, String title) {
        return template.data("heading", heading)
                .data("text", text)
                .data("button", button)
                .data("title", title)
                .render();
    }

    private String title(Invitation invitation) {
        return catalog.track(invitation.trackId()).map(Track::title).orElse(invitation.trackId());
    }
}
