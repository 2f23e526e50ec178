package dev.tracks.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** A secret that was replaced after its value was read. It fails if another value than this is said to be rejected. */
public record RotatedSecret(String value, List<String> alternatives) implements Secret {
    public static RotatedSecret of(String value, String... alternatives) {
        return new RotatedSecret(value, List.of(alternatives));
    }

    @Override
    public List<String> alternatives(String rejected) {
        assertThat(rejected).isEqualTo(value);
        return alternatives;
    }
}
