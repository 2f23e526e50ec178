package dev.tracks.lambda.http.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.verifyNoMoreInteractions;

import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.lambda.InMemoryApplication;
import dev.tracks.lambda.http.TestRequest;
import dev.tracks.lambda.http.TestRequest.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TestSendRoutesTest {
    private static final String STEP = "/v1/tracks/day-1/steps/s1";

    private final InMemoryApplication program = new InMemoryApplication();

    @BeforeEach
    void gracesTracks() {
        put("/v1/tracks/day-1", "{'title':'Day 1','status':'active','managers':['grace']}");
        put("/v1/tracks/week-1", "{'title':'Week 1','status':'active','managers':['grace']}");
        put("/v1/participants/grace", "{'name':'Grace'}");
        put(STEP, "{'destinationTrackId':'week-1','confirmationMessage':'{{user}}, {{track}} begins.\\nHave fun'}");
    }

    private void put(String path, String body) {
        assertThat(TestRequest.of(program.api(), "PUT", path)
                        .body(body.replace('\'', '"'))
                        .send()
                        .status())
                .isIn(200, 201);
    }

    private Answer testSend(String path) {
        return TestRequest.of(program.api(), "POST", path)
                .as("grace", "manager")
                .send();
    }

    private static MessageRef ref(int number) {
        return new MessageRef(MessageKind.TEST, "grace", "week-1", number);
    }

    @Test
    void anAutomaticStepSendsItsConfirmationToTheCaller() {
        Answer answer = testSend(STEP + "/test-send");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().at("/messages")).hasSize(1);
        assertThat(answer.at("/messages/0/id")).isEqualTo("test/grace/week-1/1");
        assertThat(answer.at("/messages/0/kind")).isEqualTo("confirmation");
        assertThat(answer.at("/messages/0/text")).isEqualTo("Test: Grace, Week 1 begins.\nHave fun");
        assertThat(answer.at("/messages/0/mailSubject")).isEqualTo("Test: Grace, Week 1 begins.");
        verify(program.queues).sendMessage(ref(1));
        verifyNoMoreInteractions(program.queues);
    }

    @Test
    void aManualStepSendsInvitationReminderAndConfirmation() {
        put(
                STEP,
                "{'destinationTrackId':'week-1','enrollmentMethod':'manual','invitationMessage':'Join {{track}}?',"
                        + "'mailSubject':'{{track}}'}");

        Answer answer = testSend(STEP + "/test-send");

        assertThat(answer.json().findValuesAsText("kind")).containsExactly("invitation", "reminder", "confirmation");
        assertThat(answer.at("/messages/1/text")).isEqualTo("Test: Reminder: Join Week 1?");
        assertThat(answer.json().findValuesAsText("mailSubject"))
                .containsExactly("Test: Week 1", "Test: Reminder: Week 1", "Test: Week 1");
        verify(program.queues).sendMessage(ref(1));
        verify(program.queues).sendMessage(ref(2));
        verify(program.queues).sendMessage(ref(3));
    }

    @Test
    void nothingButTheMessageIsWritten() {
        int before = program.items();

        testSend(STEP + "/test-send");
        testSend(STEP + "/test-send");

        assertThat(program.items()).isEqualTo(before + 1);
        for (String list : new String[] {"enrollments", "invitations", "runs", "history"}) {
            assertThat(TestRequest.of(program.api(), "GET", "/v1/participants/grace/" + list)
                            .send()
                            .json()
                            .at("/data"))
                    .as(list)
                    .isEmpty();
        }
    }

    @Test
    void aStepWithoutMessagesSendsNothing() {
        put(STEP, "{'destinationTrackId':'week-1','confirmationMessage':''}");

        Answer answer = testSend(STEP + "/test-send");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().at("/messages")).isEmpty();
        verifyNoInteractions(program.queues);
    }

    @Test
    void onlyASavedStepCanBeSent() {
        assertThat(testSend("/v1/tracks/day-1/steps/s2/test-send").status()).isEqualTo(404);
    }

    @Test
    void anAdminWhoIsNoParticipantHasNoChannel() {
        Answer answer =
                TestRequest.of(program.api(), "POST", STEP + "/test-send").send();

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.at("/type")).isEqualTo("/problems/not-a-participant");
    }
}
