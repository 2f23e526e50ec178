package dev.tracks.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.domain.step.ReEnrollment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireNameTest {

    @ParameterizedTest
    @EnumSource
    void aWireNameIsParsedToItsConstant(ReEnrollment policy) {
        assertThat(WireName.find(ReEnrollment.class, policy.wireName())).contains(policy);
    }

    @Test
    void wireNamesAreLowerSnakeCase() {
        assertThat(ReEnrollment.WHEN_NOT_ACTIVE.wireName()).isEqualTo("when_not_active");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NO", "No", " no", "never"})
    void anyOtherTextIsNotAWireName(String text) {
        assertThat(WireName.find(ReEnrollment.class, text)).isEmpty();
    }

    @Test
    void allWireNamesAreListedForErrorMessages() {
        assertThat(WireName.all(ReEnrollment.class)).isEqualTo("no, yes, when_not_active, when_not_completed");
    }
}
