package dev.tracks.lambda.http;

import dev.tracks.domain.Invitation;
import dev.tracks.domain.Track;
import dev.tracks.usecase.AnswerInvitation.Answered;
import dev.tracks.usecase.AnswerInvitation.Result;
import dev.tracks.usecase.AnswerWords;
import dev.tracks.usecase.Catalog;
import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.Template;
import io.quarkus.qute.Variant;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** What the invitee reads, as HTML that needs no script. Qute escapes whatever people wrote. */
@Singleton
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
        if (answered.result() == Result.GONE) {
            return unknown();
        }
        String title = answered.invitation().map(this::title).orElse("");
        AnswerWords words = AnswerWords.of(answered, title);
        return said(words.heading(), words.text(), title);
    }

    /** A link that is not ours, or of an invitation that is gone. */
    String unknown() {
        return said("This link does not work", "It is incomplete or was changed. Open it from the message again.", "");
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
