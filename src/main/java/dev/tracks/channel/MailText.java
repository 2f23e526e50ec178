package dev.tracks.channel;

import dev.tracks.domain.message.MessageTemplate;
import dev.tracks.usecase.message.OutgoingMessage;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/**
 * A message as an e-mail.
 *
 * @param subject one line of at most {@link MessageTemplate#SUBJECT_MAX} characters
 * @param html the text, escaped, so that a name cannot become markup
 */
record MailText(String subject, String text, String html) {
    /**
     * The template {@code templates/mail.html}; the build checks its parameters against these names.
     *
     * @param link the button's URL; empty if there is no button
     */
    @CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Mail(String text, String button, String link) implements TemplateInstance {}

    /**
     * @param link the button's URL
     * @param renderer renders the HTML part
     */
    static MailText of(OutgoingMessage outgoing, Optional<URI> link, Function<TemplateInstance, String> renderer) {
        String text = outgoing.text();
        String button = outgoing.button().map(OutgoingMessage.Button::text).orElse("");
        String address = link.map(URI::toString).orElse("");
        return new MailText(
                subject(outgoing.message().subjectLine()),
                text + link.map(uri -> "\n\n" + button + ":\n" + uri).orElse("") + "\n",
                renderer.apply(new Mail(text, button, address)));
    }

    private static String subject(String subjectLine) {
        String line = subjectLine.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ");
        if (line.codePointCount(0, line.length()) <= MessageTemplate.SUBJECT_MAX) {
            return line;
        }
        String start = line.substring(0, line.offsetByCodePoints(0, MessageTemplate.SUBJECT_MAX - 1));
        int space = start.lastIndexOf(' ');
        return (space > 0 ? start.substring(0, space) : start) + "…";
    }
}
