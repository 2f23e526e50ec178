package dev.tracks.handover;

import dev.tracks.usecase.Letter;
import java.net.URI;
import java.util.Optional;

/**
 * A letter as a mail.
 *
 * @param subject its first line, at most 78 characters (RFC 5322, 2.1.1)
 * @param html the text, escaped: a name cannot become markup
 */
record MailText(String subject, String text, String html) {
    private static final int SUBJECT_MAX = 78;

    /** @param link where the button leads */
    static MailText of(Letter letter, Optional<URI> link) {
        String text = letter.text();
        String button = letter.button().map(Letter.Button::text).orElse("");
        return new MailText(
                subject(text),
                text + link.map(uri -> "\n\n" + button + ":\n" + uri).orElse("") + "\n",
                html(text, link.map(uri -> button(button, uri)).orElse("")));
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

    private static String html(String text, String button) {
        return "<!doctype html><html><body style=\"font-family:sans-serif;line-height:1.5\"><p style=\"white-space:pre-line\">"
                + escaped(text) + "</p>" + button + "</body></html>";
    }

    private static String button(String text, URI link) {
        return "<p><a href=\"" + escaped(link.toString())
                + "\" style=\"display:inline-block;padding:0.6em 1.2em;border-radius:0.4em;background:#1a4fd6;"
                + "color:#ffffff;text-decoration:none\">" + escaped(text) + "</a></p>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
