package dev.tracks.lambda.json.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tracks.domain.InvalidFieldException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectRuleTest {
    private static final String EMOJI = "\uD83C\uDF89";

    @ParameterizedTest
    @ValueSource(strings = {" a", "a ", "\u00A0a", "a\u3000", "\uFEFFa", "a\n", "a\u0000b", "a\u0085b", " "})
    void aSubjectThatWasNotCopiedExactlyIsRefused(String subject) {
        assertRefused("must equal the claim sub: without surrounding white space or control characters", subject);
    }

    @Test
    void aSubjectHasOneToTwoHundredFiftySixCharacters() {
        assertThat(SubjectRule.valid(EMOJI.repeat(256))).isEqualTo(EMOJI.repeat(256));
        assertRefused("must not be empty", "");
        assertRefused("must have at most 256 characters", EMOJI.repeat(257));
    }

    private static void assertRefused(String message, String subject) {
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> SubjectRule.valid(subject))
                .withMessage(message)
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("subject"));
    }
}
