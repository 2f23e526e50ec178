package dev.tracks.lambda.json.mapping.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracks.domain.job.LaneRef;
import dev.tracks.lambda.json.InvalidRequestException;
import dev.tracks.lambda.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobEventJsonTest {
    @Test
    void aRecordNamesAPageOfALane() {
        assertThat(JobEventJson.readPage(Json.read("{\"jobId\":\"j1\",\"lane\":15,\"page\":7}")))
                .isEqualTo(new LaneRef("j1", 15, 7));
    }

    @Test
    void aScheduleNamesTheJob() {
        assertThat(JobEventJson.readStart(Json.read("{\"jobId\":\"j1\"}"))).isEqualTo("j1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "{'lane':0,'page':1}; jobId",
                "{'jobId':'J 1','lane':0,'page':1}; jobId",
                "{'jobId':'j1','page':1}; lane",
                "{'jobId':'j1','lane':16,'page':1}; lane",
                "{'jobId':'j1','lane':-1,'page':1}; lane",
                "{'jobId':'j1','lane':0}; page",
                "{'jobId':'j1','lane':0,'page':0}; page",
                "{'jobId':'j1','lane':0,'page':'1'}; page",
                "{'jobId':'j1','lane':0,'page':1,'unit':2}; unit"
            })
    void anInvalidRecordIsRejectedWithTheNameOfTheField(String body, String field) {
        assertThatThrownBy(() -> JobEventJson.readPage(Json.read(body.replace("'", "\""))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {"{}; jobId", "{'jobId':7}; jobId", "{'jobId':'j1','lane':1}; lane"})
    void anInvalidStartIsRejectedWithTheNameOfTheField(String event, String field) {
        assertThatThrownBy(() -> JobEventJson.readStart(Json.read(event.replace("'", "\""))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(field);
    }
}
