package dev.tracks.lambda.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.StepReached;
import dev.tracks.usecase.RotatedSecret;
import dev.tracks.usecase.message.JoinToken;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Links while their secret is rotated. {@code JoinTokenTest} has the attacks on a link. */
class SignedJoinLinksTest {
    private static final JoinToken TOKEN =
            new JoinToken("ada", new InvitationRef("week-1", 1), new StepReached("day-1", "s1", "ada", 1));

    private static SignedJoinLinks links(String value, String... alternatives) {
        return new SignedJoinLinks("https://tracks.example", RotatedSecret.of(value, alternatives));
    }

    @Test
    void linksAreSignedWithTheCurrentValueOnly() {
        assertThat(links("new", "old").signed(TOKEN))
                .isEqualTo(links("new").signed(TOKEN))
                .isNotEqualTo(links("old").signed(TOKEN));
    }

    @Test
    void aLinkThatWasSignedWithTheCurrentOrAnAlternativeValueIsValid() {
        SignedJoinLinks links = links("new", "newer", "old");

        for (String key : List.of("new", "newer", "old")) {
            assertThat(links.token(links(key).signed(TOKEN))).as(key).contains(TOKEN);
        }
        assertThat(links.token(links("older").signed(TOKEN))).isEmpty();
    }
}
