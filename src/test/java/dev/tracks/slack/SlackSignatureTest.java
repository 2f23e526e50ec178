package dev.tracks.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.app_backend.SlackSignature.Generator;
import com.slack.api.app_backend.SlackSignature.Verifier;
import dev.tracks.usecase.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Uses the example of Slack's page "Verifying requests from Slack". */
class SlackSignatureTest {
    private static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
    private static final long SENT = 1_531_420_618;
    private static final byte[] BODY = bytes("token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
            + "&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
            + "&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J"
            + "%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
            + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c");
    private static final String SIGNATURE = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isValid(long now, String timestamp, String signature, byte[] body) {
        return new SlackSignature(Secret.fixed(SECRET), InstantSource.fixed(Instant.ofEpochSecond(now)))
                .isValid(Optional.ofNullable(timestamp), Optional.ofNullable(signature), body);
    }

    private static boolean isValid(String signature) {
        return isValid(SENT, String.valueOf(SENT), signature, BODY);
    }

    @Test
    void slacksOwnExampleIsValid() {
        assertThat(isValid(SIGNATURE)).isTrue();
    }

    /** After a rotation, Slack signs with the new secret while this process still has the old one. */
    @Test
    void aSignatureWithTheRotatedSecretIsValid() {
        List<String> rejected = new ArrayList<>();
        Secret rotated = new Secret() {
            @Override
            public String value() {
                return "old";
            }

            @Override
            public List<String> alternatives(String value) {
                rejected.add(value);
                return List.of("older", SECRET);
            }
        };
        SlackSignature signature = new SlackSignature(rotated, InstantSource.fixed(Instant.ofEpochSecond(SENT)));

        assertThat(signature.isValid(Optional.of("" + SENT), Optional.of(SIGNATURE), BODY))
                .isTrue();
        assertThat(signature.isValid(Optional.of("" + SENT), Optional.of(SIGNATURE), bytes("other")))
                .isFalse();
        assertThat(rejected).containsExactly("old", "old");
        assertThat(signature.isValid(Optional.of("" + (SENT - 301)), Optional.of(SIGNATURE), BODY))
                .isFalse();
        assertThat(rejected).as("a late request reads no secret").hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"0, true", "300, true", "-300, true", "301, false", "-301, false", "86400, false"})
    void itIsValidWithinFiveMinutes(long later, boolean isValid) {
        assertThat(isValid(SENT + later, String.valueOf(SENT), SIGNATURE, BODY)).isEqualTo(isValid);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v0=",
                "a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
                "v1=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
                "v0=A2114D57B48EAC39B9AD189DD8316235A7B4A8D21A10BD27519666489C69B503",
                "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503 ",
                "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b50",
                "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503,v0=00"
            })
    void anotherSpellingIsNotValid(String signature) {
        assertThat(isValid(signature)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "1531420618.5", "+1531420618", "-1531420618", "999999999999", "١٥٣١٤٢٠٦١٨"})
    void anInvalidTimestampIsNotValid(String timestamp) {
        assertThat(isValid(SENT, timestamp, SIGNATURE, BODY)).isFalse();
    }

    @Test
    void withoutAHeaderNothingIsValid() {
        assertThat(isValid(SENT, null, SIGNATURE, BODY)).isFalse();
        assertThat(isValid(SENT, String.valueOf(SENT), null, BODY)).isFalse();
    }

    @Test
    void eachFlippedBitOfTheBodyIsDetected() {
        for (int at = 0; at < BODY.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] changed = BODY.clone();
                changed[at] ^= (byte) (1 << bit);

                assertThat(isValid(SENT, String.valueOf(SENT), SIGNATURE, changed))
                        .isFalse();
            }
        }
    }

    /** {@code com.slack.api:slack-app-backend}, the official SDK. */
    @Property(tries = 200)
    void itAgreesWithSlacksSdk(@ForAll String secret, @ForAll String body, @ForAll boolean changed) {
        Assume.that(!secret.trim().isEmpty());
        String timestamp = String.valueOf(SENT);
        Generator theirs = new Generator(secret);
        String signature = theirs.generate(timestamp, changed ? body + "." : body);
        SlackSignature ours =
                new SlackSignature(Secret.fixed(secret), InstantSource.fixed(Instant.ofEpochSecond(SENT)));

        boolean expected = new Verifier(theirs).isValid(timestamp, body, signature, SENT * 1_000);

        assertThat(expected).isEqualTo(!changed);
        assertThat(ours.isValid(Optional.of(timestamp), Optional.of(signature), bytes(body)))
                .isEqualTo(expected);
    }

    @Property(tries = 200)
    void theSignatureIsValidForItsTimestampOnly(@ForAll int offset) {
        long other = SENT + offset % 300;

        assertThat(isValid(SENT, String.valueOf(other), SIGNATURE, BODY)).isEqualTo(other == SENT);
    }
}
