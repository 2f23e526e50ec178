package dev.tracks.usecase.invite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.domain.record.SkipReason;
import dev.tracks.usecase.invite.AnswerInvitation.Answered;
import dev.tracks.usecase.invite.AnswerInvitation.Result;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AnswerTextsTest {
    private static AnswerTexts texts(Result result, Optional<SkipReason> reason) {
        return AnswerTexts.of(new Answered(result, Optional.empty(), reason), "Leadership");
    }

    @ParameterizedTest
    @CsvSource({
        "JOINED, You're in!",
        "ALREADY_JOINED, You're in already",
        "DECLINED, Not this time",
        "ALREADY_DECLINED, You have declined",
        "EXPIRED, This invitation has expired",
        "WITHDRAWN, This invitation is closed",
        "NOT_NOW, Not right now",
        "GONE, This invitation is gone"
    })
    void eachResultHasItsHeading(Result result, String heading) {
        assertThat(texts(result, Optional.empty()).heading()).isEqualTo(heading);
    }

    @ParameterizedTest
    @EnumSource(value = Result.class, mode = EnumSource.Mode.EXCLUDE, names = "GONE")
    void eachTextNamesTheTrackUnlessTheInvitationIsGone(Result result) {
        assertThat(texts(result, Optional.empty()).text()).contains("Leadership");
    }

    @ParameterizedTest
    @EnumSource(
            value = SkipReason.class,
            names = {"PREVIOUSLY_STARTED", "ALREADY_ACTIVE", "ALREADY_COMPLETED", "COOLDOWN"})
    void someoneWhoHasStartedTheTrackReadsSo(SkipReason reason) {
        assertThat(texts(Result.WITHDRAWN, Optional.of(reason)).text())
                .isEqualTo("You have started Leadership before.");
    }

    @Test
    void anotherReasonOfAClosedInvitationIsNotTold() {
        String text = "Leadership can't be joined with this invitation.";

        assertThat(texts(Result.WITHDRAWN, Optional.of(SkipReason.LOOP_DETECTED))
                        .text())
                .isEqualTo(text);
        assertThat(texts(Result.WITHDRAWN, Optional.empty()).text()).isEqualTo(text);
    }
}
