package dev.tracks.lambda.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.StepReached;
import dev.tracks.lambda.InMemoryApplication;
import dev.tracks.lambda.http.HttpApi;
import dev.tracks.lambda.http.TestRequest;
import dev.tracks.lambda.http.TestRequest.Answer;
import dev.tracks.usecase.message.JoinToken;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A join link is a capability for one invitation of one person, until it expires. Ada and Linus are invited. */
class JoinTokenTest {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private final InMemoryApplication program = new InMemoryApplication();
    private final HttpApi api = program.api();

    private static JoinToken invitationOf(String person) {
        return new JoinToken(person, new InvitationRef("week-1", 1), cause(person));
    }

    private static StepReached cause(String person) {
        return new StepReached("day-1", "s1", person, 1);
    }

    private String token(String person) {
        return program.links.link(invitationOf(person)).getPath().substring("/join/".length());
    }

    private Answer put(String path, String body) {
        return TestRequest.of(api, "PUT", "/v1/" + path)
                .body(body.replace('\'', '"'))
                .send();
    }

    private Answer join(String token) {
        return TestRequest.of(api, "POST", "/join/" + token)
                .withoutToken()
                .body("answer=join")
                .send();
    }

    private int enrolled() {
        return TestRequest.of(api, "GET", "/v1/tracks/week-1/enrollments")
                .send()
                .json()
                .path("data")
                .size();
    }

    @BeforeEach
    void adaAndLinusAreInvited() {
        put("tracks/day-1", "{'title':'Day 1','status':'active'}");
        put("tracks/week-1", "{'title':'Week 1','status':'active'}");
        put(
                "tracks/day-1/steps/s1",
                "{'destinationTrackId':'week-1','enrollmentMethod':'manual','invitationMessage':'Come!'}");
        for (String person : List.of("ada", "linus")) {
            put("participants/" + person, "{'name':'" + person + "'}");
            TestRequest.of(api, "POST", "/v1/tracks/day-1/enrollments")
                    .body("{\"participantId\":\"" + person + "\"}")
                    .send();
            program.reach(cause(person));
        }
    }

    @Test
    void eachFlippedBitInvalidatesTheTokenAndWritesNothing() {
        String token = token("ada");
        int written = program.writes();
        for (int at = 0; at < token.length(); at++) {
            int value = ALPHABET.indexOf(token.charAt(at));
            for (int bit = 0; bit < 6 && value >= 0; bit++) {
                char flipped = ALPHABET.charAt(value ^ 1 << bit);

                Answer answer = join(token.substring(0, at) + flipped + token.substring(at + 1));

                assertThat(answer.status())
                        .as("character " + at + ", bit " + bit)
                        .isEqualTo(404);
                assertThat(answer.text()).contains("This link does not work");
            }
        }
        assertThat(program.writes()).isEqualTo(written);
        assertThat(enrolled()).isZero();
    }

    @Test
    void aTokenSignedWithAnotherSecretIsInvalid() {
        String forged = program.linksOf("another secret")
                .link(invitationOf("ada"))
                .getPath()
                .substring("/join/".length());

        assertThat(join(forged).status()).isEqualTo(404);
        assertThat(enrolled()).isZero();
    }

    @Test
    void aSignatureIsNotValidForAnotherPersonsInvitation() {
        String[] ada = token("ada").split("\\.");
        String[] linus = token("linus").split("\\.");

        assertThat(join(ada[0] + "." + linus[1]).status()).isEqualTo(404);
        assertThat(join(linus[0] + "." + ada[1]).status()).isEqualTo(404);
        assertThat(enrolled()).isZero();
    }

    @Test
    void aTokenAnswersForItsInviteeForEveryCaller() {
        TestRequest.of(api, "POST", "/join/" + token("ada"))
                .as("linus", "member")
                .body("answer=join")
                .send();

        assertThat(TestRequest.of(api, "GET", "/v1/tracks/week-1/enrollments")
                        .send()
                        .at("/data/0/participantId"))
                .isEqualTo("ada");
        assertThat(enrolled()).isEqualTo(1);
    }

    @Test
    void aTokenWithAnotherCauseMatchesNoInvitation() {
        JoinToken other =
                new JoinToken("ada", new InvitationRef("week-1", 1), new StepReached("day-1", "s1", "ada", 2));

        Answer answer = join(program.links.link(other).getPath().substring("/join/".length()));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(enrolled()).isZero();
    }

    @Test
    void anExpiredInvitationSaysSoAndEnrollsNobody() {
        program.clock.advance(Duration.ofDays(14));

        assertThat(join(token("ada")).text()).contains("This invitation has expired");
        assertThat(enrolled()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "a.b", "%2e%2e", "a%2Fb", "a.b.c", "%00", "𝒶.𝒷", "MQ.", ".MQ"})
    void aMalformedTokenShowsThePageOfAnInvalidLink(String token) {
        Answer answer = join(token);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.headers().get("content-type")).startsWith("text/html");
    }
}
