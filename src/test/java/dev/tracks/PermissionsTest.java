package dev.tracks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.local.aws.AwsCalls.Call;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The comparison that the end-to-end tests make with the calls of the real functions. */
class PermissionsTest {
    private static final String TABLE = "arn:aws:dynamodb:eu-central-1:000000000000:table/tracks";

    private final Permissions permissions = Permissions.ofTheTemplate();

    @ParameterizedTest
    @CsvSource({
        "step, dynamodb:UpdateItem, ''",
        "batch, dynamodb:DeleteItem, ''",
        "sweep, dynamodb:Scan, ''",
        "api, dynamodb:Query, /index/Due",
        "api, dynamodb:GetItem, -of-others",
        "deliver, dynamodb:DeleteItem, ''",
        "feedback, dynamodb:DeleteItem, ''"
    })
    void aCallThatNoPolicyOfTheFunctionCoversIsDenied(String function, String action, String resource) {
        Call call = new Call(function, action, TABLE + resource);

        assertThat(permissions.denied(List.of(call))).containsExactly(call);
    }

    @Test
    void callsThatAPolicyCoversAndCallsOfOthersAreNotDenied() {
        List<Call> calls = List.of(
                new Call("step", "dynamodb:GetItem", TABLE),
                new Call("api", "dynamodb:Query", TABLE + "/index/GSI3"),
                new Call(
                        "relay",
                        "scheduler:CreateSchedule",
                        "arn:aws:scheduler:eu-central-1:000000000000:schedule/tracks/*"),
                new Call(
                        "deliver",
                        "ses:SendEmail",
                        "arn:aws:ses:eu-central-1:000000000000:configuration-set/tracks-mail"),
                new Call("an operator", "dynamodb:Scan", TABLE));

        assertThat(permissions.denied(calls)).isEmpty();
    }

    @Test
    void aPermissionIsUsedByACallOrByLambdaItself() {
        Call read = new Call("step", "dynamodb:GetItem", TABLE);

        assertThat(permissions.unused(List.of())).contains(read);
        assertThat(permissions.unused(List.of(read)))
                .doesNotContain(read)
                .contains(new Call("batch", "dynamodb:GetItem", TABLE))
                .extracting(Call::action)
                .doesNotContain(
                        "sqs:ReceiveMessage",
                        "dynamodb:GetRecords",
                        "dynamodb:ListStreams",
                        "s3:PutObject",
                        "s3:ListBucket");
    }
}
