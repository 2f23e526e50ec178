package dev.tracks.lambda.http.page;

import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.track.Track;
import dev.tracks.lambda.http.protocol.ClasspathResource;
import dev.tracks.lambda.http.protocol.HttpResponse;
import dev.tracks.usecase.configure.Catalog;
import dev.tracks.usecase.invite.AnswerInvitation.Answered;
import dev.tracks.usecase.invite.AnswerInvitation.Result;
import dev.tracks.usecase.invite.AnswerTexts;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.function.Function;

/** The invitee's page, as HTML without scripts. Qute escapes all values. */
@Singleton
public final class JoinPage {
    private static final String STYLE = ClasspathResource.text("join.css");

    /**
     * The parameters of {@code templates/join.html}; the build checks the template against them.
     *
     * @param title the destination's title; empty if it is unknown
     * @param button the text of the join button; empty if the invitation cannot be answered
     */
    @CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Join(String title, String heading, String text, String button) implements TemplateInstance {}

    private final Catalog catalog;
    private final Function<TemplateInstance, String> renderer;

    @Inject
    public JoinPage(Catalog catalog) {
        this(catalog, TemplateInstance::render);
    }

    /** For tests without Quarkus, where a template record cannot render itself. */
    public JoinPage(Catalog catalog, Function<TemplateInstance, String> renderer) {
        this.catalog = catalog;
        this.renderer = renderer;
    }

    /** The page's style sheet. */
    HttpResponse style() {
        return new HttpResponse(
                200, Map.of("content-type", "text/css; charset=utf-8", "cache-control", "max-age=3600"), STYLE);
    }

    /** The invitation with its buttons. */
    String open(Invitation invitation) {
        return render(title(invitation), invitation.message(), invitation.joinButtonText(), title(invitation));
    }

    /** The result of an answer, or why the invitation cannot be answered. */
    String closed(Answered answered) {
        if (answered.result() == Result.GONE) {
            return unknown();
        }
        String title = answered.invitation().map(this::title).orElse("");
        AnswerTexts texts = AnswerTexts.of(answered, title);
        return renderText(texts.heading(), texts.text(), title);
    }

    /** The page of a link that is invalid, or whose invitation no longer exists. */
    String unknown() {
        return renderText(
                "This link does not work", "It is incomplete or was changed. Open it from the message again.", "");
    }

    private String renderText(String heading, String text, String title) {
        return render(heading, text, "", title);
    }

    private String render(String heading, String text, String button, String title) {
        return renderer.apply(new Join(title, heading, text, button));
    }

    private String title(Invitation invitation) {
        return catalog.track(invitation.trackId()).map(Track::title).orElse(invitation.trackId());
    }
}
