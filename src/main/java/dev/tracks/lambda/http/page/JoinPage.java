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

/** What the invitee reads, as HTML that needs no script. Qute escapes what people wrote. */
@Singleton
public final class JoinPage {
    private static final String STYLE = ClasspathResource.text("join.css");

    /**
     * {@code templates/join.html}, which the build checks against these names.
     *
     * @param title the destination's, empty if it is unknown
     * @param button the text of the button that joins, empty if there is nothing to answer
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
        AnswerTexts words = AnswerTexts.of(answered, title);
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
        return renderer.apply(new Join(title, heading, text, button));
    }

    private String title(Invitation invitation) {
        return catalog.track(invitation.trackId()).map(Track::title).orElse(invitation.trackId());
    }
}
