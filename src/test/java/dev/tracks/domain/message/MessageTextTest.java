package dev.tracks.domain.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.domain.record.Invitation;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MessageTextTest {
    private static MessageText reminder(String message, String own, String subject) {
        return MessageText.reminder(
                new Invitation.Texts(message, "Join", Optional.ofNullable(own), Optional.ofNullable(subject)));
    }

    @Test
    void aReminderBeginsWithReminderAndSoDoesItsSubject() {
        MessageText reminder = reminder("\nJoin us!\nIt is fun.", null, null);

        assertThat(reminder.text()).isEqualTo("Reminder: Join us!\nIt is fun.");
        assertThat(reminder.subjectLine()).isEqualTo("Reminder: Join us!");
    }

    @Test
    void aStepsOwnReminderIsSentAsItIsAndItsSubjectBeginsWithReminder() {
        MessageText reminder = reminder("Join us!", "Still there?\nThere is a place for you.", null);

        assertThat(reminder.text()).isEqualTo("Still there?\nThere is a place for you.");
        assertThat(reminder.subjectLine()).isEqualTo("Reminder: Still there?");
        assertThat(reminder("Join us!", "Reminder: join!", null).subjectLine()).isEqualTo("Reminder: join!");
    }

    @Test
    void aStepsOwnSubjectIsUsedForInvitationAndReminder() {
        assertThat(reminder("Join us!", null, "Week 1").subjectLine()).isEqualTo("Reminder: Week 1");
        assertThat(reminder("Join us!", "Still there?", "Reminder: Week 1").subjectLine())
                .isEqualTo("Reminder: Week 1");
        assertThat(MessageText.invitation(
                                new Invitation.Texts("Join us!", "Join", Optional.empty(), Optional.of("Week 1")))
                        .subjectLine())
                .isEqualTo("Week 1");
    }

    @Test
    void aReminderIsNoLongerThanAMessageMayBe() {
        assertThat(reminder("x".repeat(3_000), null, null).text())
                .hasSize(3_000)
                .endsWith("x…");
    }
}
