package dev.tracks.lambda.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.domain.InvalidFieldException;
import dev.tracks.lambda.http.protocol.HttpResponse;
import dev.tracks.usecase.ConcurrentUpdateException;
import org.junit.jupiter.api.Test;

class ExceptionMapperTest {
    @Test
    void anUnexpectedExceptionShowsTheRequestIdOnly() {
        HttpResponse response = ExceptionMapper.response(new IllegalStateException("secret detail"), "request-7");

        assertThat(response.status()).isEqualTo(500);
        assertThat(response.headers()).containsEntry("content-type", "application/problem+json");
        assertThat(response.body())
                .contains("\"detail\":\"internal error; quote request id request-7\"")
                .doesNotContain("secret", "Exception", "java", "\\n\\tat");
    }

    @Test
    void aConcurrentUpdateIsBusyWithRetryAfter() {
        HttpResponse response = ExceptionMapper.response(new ConcurrentUpdateException("track day-1"), "request-7");

        assertThat(response.status()).isEqualTo(503);
        assertThat(response.headers()).containsEntry("retry-after", "1");
    }

    @Test
    void aFieldThatDependsOnOtherRecordsIsUnprocessable() {
        HttpResponse response =
                ExceptionMapper.response(new InvalidFieldException("enabled", "is too much"), "request-7");

        assertThat(response.status()).isEqualTo(422);
        assertThat(response.body()).contains("{\"field\":\"enabled\",\"message\":\"is too much\"}");
    }
}
