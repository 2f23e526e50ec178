package dev.tracks.domain.message;

import dev.tracks.domain.TextLimit;
import dev.tracks.domain.record.Invitation;
import java.util.Optional;

/**
 * A rendered message: what its recipient reads, apart from the button.
 *
 * @param mailSubject the subject if the message is sent as an e-mail; empty if it is the first line of the text
 */
public record MessageText(String text, Optional<String> mailSubject) {
    /** The beginning of a reminder, unless its step has a text for reminders. A mail's subject always begins with it. */
    public static final String REMINDER = "Reminder: ";

    private static final String TEST = "Test: ";

    private static final TextLimit MESSAGE = new TextLimit(MessageTemplate.MESSAGE_MAX);

    /** A message whose first line is its subject. */
    public MessageText(String text) {
        this(text, Optional.empty());
    }

    /** The message of an invitation. */
    public static MessageText invitation(Invitation.Texts texts) {
        return new MessageText(texts.message(), texts.mailSubject());
    }

    /** The reminder of an invitation. */
    public static MessageText reminder(Invitation.Texts texts) {
        MessageText reminder = new MessageText(
                texts.reminder()
                        .orElseGet(
                                () -> MESSAGE.shorten(REMINDER + texts.message().stripLeading())),
                texts.mailSubject());
        String subject = reminder.subjectLine();
        return subject.startsWith(REMINDER) ? reminder : reminder.withSubject(REMINDER + subject);
    }

    /** The same message, marked as a test. */
    public MessageText asTest() {
        return new MessageText(MESSAGE.shorten(TEST + text.stripLeading()), Optional.of(TEST + subjectLine()));
    }

    private MessageText withSubject(String subject) {
        return new MessageText(text, Optional.of(subject));
    }

    /** The subject as an e-mail: one line, of any length. */
    public String subjectLine() {
        return mailSubject
                .map(MessageText::firstLine)
                .filter(line -> !line.isEmpty())
                .orElseGet(() -> firstLine(text));
    }

    private static String firstLine(String text) {
        return text.strip().lines().findFirst().orElse("");
    }
}
