package dev.tracks.channel;

import dev.tracks.usecase.message.OutgoingMessage;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/**
 * A letter as a mail.
 *
 * @param subject its first line, at most 78 characters (RFC 5322, 2.1.1)
 * @param html the text, escaped: a name cannot become markup
 */
record MailText(String subject, String text, String html) {
    private static final int SUBJECT_MAX = 78;

    /**
     * {@code templates/mail.html}, which the build checks against these names.
     *
     * @param link where the button leads, empty if there is none
     */
    @CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Mail(String text, String button, String link) implements TemplateInstance {}

    /**
     * @param link where the button leads
     * @param renderer renders the HTML part
     */
    static MailText of(OutgoingMessage outgoing, Optional<URI> link, Function<TemplateInstance, String> renderer) {
        String text = outgoing.text();
        String button = outgoing.button().map(OutgoingMessage.Button::text).orElse("");
        String address = link.map(URI::toString).orElse("");
        return new MailText(
                subject(text),
                text + link.map(uri -> "\n\n" + button + ":\n" + uri).orElse("") + "\n",
                renderer.apply(new Mail(text, button, address)));
    }

    private static String subject(String text) {
        String line = text.strip().lines().findFirst().orElse("").replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ");
        if (line.codePointCount(0, line.length()) <= SUBJECT_MAX) {
            return line;
        }
        String start = line.substring(0, line.offsetByCodePoints(0, SUBJECT_MAX - 1));
        int space = start.lastIndexOf(' ');
        return (space > 0 ? start.substring(0, space) : start) + "…";
    }
}
