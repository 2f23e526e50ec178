package dev.tracks.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonNumberTest {
    private static Number of(String text) {
        return JsonNumber.of(new BigDecimal(text));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1.0",
        "0, 0.000",
        "0, -0",
        "100, 1E2",
        "0.5, 0.50",
        "3000000000, 3E9",
        "100000000000000000000, 1E20",
        "1E-130, 0.10E-129",
        "9.9E125, 99E124"
    })
    void equalNumbersAreEqualObjects(String one, String other) {
        assertThat(of(one)).isEqualTo(of(other)).hasSameHashCodeAs(of(other));
    }

    @Test
    void aWholeNumberHasTheSmallestType() {
        assertThat(of("2147483647")).isEqualTo(Integer.MAX_VALUE);
        assertThat(of("-2147483648")).isEqualTo(Integer.MIN_VALUE);
        assertThat(of("2147483648")).isEqualTo(2147483648L);
        assertThat(of("999999999999999999")).isEqualTo(999999999999999999L);
        assertThat(of("1000000000000000000")).isEqualTo(new BigDecimal("1000000000000000000"));
        assertThat(of("0.5")).isEqualTo(new BigDecimal("0.5"));
    }
}
