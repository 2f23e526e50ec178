package dev.tracks.domain;

import static dev.tracks.domain.FieldErrors.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.domain.decision.DirectEnrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.domain.track.Track;
import dev.tracks.domain.track.TrackStatus;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdTest {
    private static final String REFUSAL =
            "must be an id: 1 to 64 of a-z, 0-9, _ and -, beginning with a letter or digit";
    private static final String LONGEST = "a".repeat(64);

    @ParameterizedTest
    @ValueSource(strings = {"a", "7", "day-1", "day_1", "0-_"})
    void lowerCaseLettersDigitsDashesAndUnderscoresAreAnId(String text) {
        assertThat(Id.valid("id", text)).isEqualTo(text);
        assertThat(Id.isValid(LONGEST)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "Day-1", "-day", "_day", "day 1", "day#1", "tag\n", "é"})
    void anyOtherTextIsNotAnId(String text) {
        assertRefused("trackId", REFUSAL, () -> Id.valid("trackId", text));
        assertThat(Id.isValid(LONGEST + "a")).isFalse();
    }

    @Test
    void everyRecordNamesTheFieldOfAnInvalidId() {
        assertRefused("trackId", REFUSAL, () -> new EnrollmentRef("X", 1));
        assertRefused("trackId", REFUSAL, () -> new InvitationRef("X", 1));
        assertRefused("trackId", REFUSAL, () -> new DirectEnrollment("X", "ada", ReEnrollment.NO));
        assertRefused("participantId", REFUSAL, () -> new DirectEnrollment("day-1", "X", ReEnrollment.NO));
        assertRefused("trackId", REFUSAL, () -> new StepReached("X", "s1", "ada", 1));
        assertRefused("stepId", REFUSAL, () -> new StepReached("day-1", "X", "ada", 1));
        assertRefused("participantId", REFUSAL, () -> new StepReached("day-1", "s1", "X", 1));
        assertRefused("id", REFUSAL, () -> new Track("X", "Title", "", TrackStatus.ACTIVE, List.of()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 100_000})
    void numbersOutOfRangeAreRejected(int number) {
        String message = "must be a whole number from 1 to 99999";

        assertRefused("instance", message, () -> new EnrollmentRef("day-1", number));
        assertRefused("number", message, () -> new InvitationRef("day-1", number));
        assertRefused("instance", message, () -> new StepReached("day-1", "s1", "ada", number));
    }

    @Test
    void theHighestNumberIsValid() {
        assertThat(new EnrollmentRef("day-1", 99_999).instance()).isEqualTo(99_999);
        assertThat(new InvitationRef("day-1", 99_999).number()).isEqualTo(99_999);
        assertThat(new StepReached("day-1", "s1", "ada", 99_999).sourceInstance())
                .isEqualTo(new EnrollmentRef("day-1", 99_999));
    }
}
