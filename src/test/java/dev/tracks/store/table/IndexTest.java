package dev.tracks.store.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IndexTest {
    /** DynamoDB API Reference, "Projection": NonKeyAttributes has at most 20 members. */
    private static final int MOST = 20;

    @ParameterizedTest
    @EnumSource
    void anIndexProjectsAtMostAsManyAttributesAsDynamoDbAllows(Index index) {
        assertThat(index.projected().map(projected -> projected.size()).orElse(0))
                .isLessThanOrEqualTo(MOST);
    }

    @ParameterizedTest
    @EnumSource
    void everyIndexContainsItsKeysAndThoseOfTheTable(Index index) {
        assertThat(index.contains("PK")).isTrue();
        assertThat(index.contains("SK")).isTrue();
        assertThat(index.contains(index.partition())).isTrue();
        assertThat(index.contains(index.sort())).isTrue();
    }
}
