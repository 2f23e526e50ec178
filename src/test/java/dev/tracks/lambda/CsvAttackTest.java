package dev.tracks.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.lambda.http.TestRequest;
import dev.tracks.lambda.http.TestRequest.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Fuzzed CSV with people. */
class CsvAttackTest {
    private static final int INPUTS = 3_000 * FuzzedInput.TIMES;
    private static final String RIGHT = "id,name,email,active,attributes.role\r\n"
            + "ada,\"Lovelace, \"\"Ada\"\"\",ada@example.com,TRUE,engineer\r\n"
            + "linus,Linus,,,\r\ngrace,\"Grace\",grace@example.com,false,\"\"\r\n";

    private final AttackTarget attacked = new AttackTarget();
    private final InMemoryApplication program = attacked.program;
    private final FuzzedInput chaos = attacked.chaos;

    @AfterEach
    void restoreLogLevel() {
        attacked.close();
    }

    private Answer send(byte[] csv) {
        return TestRequest.of(attacked.api, "POST", "/v1/participants/batch")
                .header("content-type", "text/csv")
                .base64(Base64.getEncoder().encodeToString(csv))
                .send();
    }

    @Test
    void noCsvCausesAServerErrorAndNoRefusedCsvWrites() {
        int taken = 0;
        for (int i = 0; i < INPUTS; i++) {
            String text = chaos.broken(chaos.chance(3) ? RIGHT.replace("Linus", chaos.text()) : RIGHT);
            byte[] sent = chaos.chance(10) ? chaos.bytes() : text.getBytes(StandardCharsets.UTF_8);
            int before = program.writes();

            Answer answer = send(sent);

            String what = "input " + i + " of seed " + AttackTarget.SEED + ": " + answer.text();
            assertThat(answer.status()).as(what).isIn(200, 400);
            taken += answer.status() == 200 ? 1 : 0;
            if (answer.status() == 200) {
                requireExplained(answer, what);
            } else {
                assertThat(answer.fields()).as(what).isNotEmpty().doesNotContain("");
                assertThat(program.writes()).as(what).isEqualTo(before);
            }
        }
        assertThat(taken).as("something must get through").isGreaterThan(INPUTS / 10);
        assertThat(taken).as("something must be refused").isLessThan(INPUTS);
    }

    /** Each row has a result; those that are refused say why, and none of them because of an error of the program. */
    private static void requireExplained(Answer answer, String what) {
        int number = 0;
        for (JsonNode row : answer.json().path("data")) {
            assertThat(row.path("row").asInt()).as(what).isEqualTo(++number);
            assertThat(row.path("retry").asBoolean()).as(what).isFalse();
            assertThat(row.path("errors").isEmpty())
                    .as(what)
                    .isEqualTo(!row.path("result").asText().equals("refused"));
        }
        int counted = 0;
        for (JsonNode count : answer.json().path("counts")) {
            counted += count.asInt();
        }
        assertThat(counted).as(what).isEqualTo(number).isPositive();
    }
}
