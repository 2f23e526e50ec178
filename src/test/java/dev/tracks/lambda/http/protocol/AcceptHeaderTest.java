package dev.tracks.lambda.http.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptHeaderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/csv                                  | true",
                "Text/CSV ; header=present                 | true",
                "text/csv, */*;q=0.1                       | true",
                "application/json;q=0.5,text/csv;q=0.501   | true",
                "application/json, text/csv                | false",
                "application/json, text/csv;q=0.9          | false",
                "text/csv;q=0                              | false",
                "text/csv; q=0.000                         | false",
                "text/*                                    | false",
                "*/*                                       | false",
                "text/html                                 | false",
                "''                                        | false",
                ";                                         | false",
                ",;q=1,                                    | false",
            })
    void aClientPrefersTheTypeThatItNamesWithTheHighestQuality(String header, boolean prefers) {
        assertThat(AcceptHeader.prefers("text/csv", Optional.of(header))).isEqualTo(prefers);
    }

    @Test
    void withoutTheHeaderTheResponseIsJson() {
        assertThat(AcceptHeader.prefers("text/csv", Optional.empty())).isFalse();
    }
}
