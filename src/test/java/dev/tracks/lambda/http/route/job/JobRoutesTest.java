package dev.tracks.lambda.http.route.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.lambda.http.TestRequest.Answer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs that are created through the HTTP API. */
class JobRoutesTest {
    private final JobScene scene = new JobScene();

    @Test
    void aJobIsCreatedAndItsLocationIsItsAddress() {
        Answer created = scene.create("{'kind':'enroll','trackId':'day-1','who':{'participants':['ada','linus']}}");

        assertThat(created.status()).isEqualTo(202);
        String id = created.at("/id");
        assertThat(created.headers()).containsEntry("location", "/v1/jobs/" + id);
        assertThat(created.text())
                .isEqualTo(JobScene.json("{'id':'" + id + "','kind':'enroll','status':'running','dryRun':false,"
                        + "'createdBy':'root','createdAt':'2025-03-03T09:00:00Z','startAt':null,"
                        + "'startedAt':'2025-03-03T09:00:00Z','endedAt':null,'total':2,'done':0,'outcomes':{},"
                        + "'error':null,'trackId':'day-1','who':{'count':2},'reEnrollment':'no','message':null}"));
        assertThat(scene.get("/v1/jobs/" + id).json()).isEqualTo(created.json());
    }

    @Test
    void aJobThatIsDoneHasItsCounts() {
        scene.enrolled("day-1", "ada");

        Answer done = scene.done("{'kind':'enroll','trackId':'day-1','message':'Hi {{user}}','reEnrollment':'no',"
                + "'who':{'participants':['ada','linus','nobody','U9','who@example.com']}}");

        assertThat(done.at("/status")).isEqualTo("done");
        assertThat(done.at("/total")).isEqualTo("5");
        assertThat(done.at("/done")).isEqualTo("5");
        assertThat(done.json().get("outcomes").toString())
                .isEqualTo("{\"enrolled\":1,\"skipped\":{\"participant_not_found\":3,\"previously_started\":1}}");
        assertThat(done.at("/endedAt")).isEqualTo("2025-03-03T09:00:00Z");
        assertThat(scene.get("/v1/participants/linus/enrollments/day-1/1").at("/source/kind"))
                .isEqualTo("job");
    }

    @Test
    void aDryRunEnrollsNobody() {
        Answer done = scene.done(
                "{'kind':'enroll','trackId':'day-1','dryRun':true,'who':{'audience':{'role':['engineer']}}}");

        assertThat(done.json().get("outcomes").toString()).isEqualTo("{\"enrolled\":1}");
        assertThat(done.at("/total")).isEqualTo("1");
        assertThat(done.at("/who/audience/role/0")).isEqualTo("engineer");
        assertThat(scene.get("/v1/tracks/day-1/enrollments").json().get("data")).isEmpty();
    }

    @Test
    void thePeopleOfATrackAreEnrolledInAnother() {
        scene.enrolled("day-1", "ada");
        scene.enrolled("day-1", "linus");
        scene.send("PATCH", "/v1/participants/ada/enrollments/day-1/1", "{'status':'completed'}");

        Answer done = scene.done("{'kind':'enroll','trackId':'week-1','who':{'inTrack':'day-1','status':'completed'}}");

        assertThat(done.json().get("outcomes").toString()).isEqualTo("{\"enrolled\":1}");
        assertThat(done.at("/who/inTrack")).isEqualTo("day-1");
        assertThat(done.at("/who/status")).isEqualTo("completed");
        assertThat(scene.get("/v1/participants/ada/enrollments/week-1/1").status())
                .isEqualTo(200);
    }

    @Test
    void exactRepeatsInAListAreDropped() {
        Answer created = scene.create("{'kind':'enroll','trackId':'day-1','who':{'participants':"
                + "['ada','ada','ADA@example.com','ada@example.com','U1','U1']}}");

        assertThat(created.at("/who/count")).isEqualTo("3");
        assertThat(created.at("/total")).isEqualTo("3");
    }

    @Test
    void anEntryOfAListIsNamedByItsPosition() {
        Answer answer = scene.create("{'kind':'enroll','trackId':'day-1','who':{'participants':"
                + "['ada','not@an@address',' ','Slack\\u0000',7]}}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields())
                .containsExactly(
                        "who.participants[1]", "who.participants[2]", "who.participants[3]", "who.participants[4]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'participants':['ada'],'inTrack':'day-1'}",
                "{'audience':{'role':['x']},'inTrack':'day-1'}",
                "{'status':'active'}",
                "{'participants':null}"
            })
    void peopleAreNamedInExactlyOneWay(String who) {
        Answer answer = scene.create("{'kind':'enroll','trackId':'day-1','who':" + who + "}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly("who");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'participants':[]}                        | who.participants",
                "{'participants':'ada'}                     | who.participants",
                "{'participants':['ada'],'status':'active'} | who.status",
                "{'inTrack':'Day 1'}                        | who.inTrack",
                "{'inTrack':'day-1','status':'started'}     | who.status",
                "{'audience':{'role':[]}}                   | who.audience.role",
                "{'everybody':true,'inTrack':'day-1'}       | who.everybody"
            })
    void anInvalidFieldOfThePeopleIsNamed(String who, String field) {
        Answer answer = scene.create("{'kind':'enroll','trackId':'day-1','who':" + who + "}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly(field);
    }

    @Test
    void aListHasAtMost5000People() {
        assertThat(scene.create(listOf(5_000)).status()).isEqualTo(202);
        Answer tooMany = scene.create(listOf(5_001));

        assertThat(tooMany.status()).isEqualTo(400);
        assertThat(tooMany.at("/detail")).isEqualTo("who.participants must have 1 to 5000 values");
    }

    private static String listOf(int people) {
        return IntStream.range(0, people)
                .mapToObj(i -> "'person-with-a-long-id-" + i + "'")
                .collect(Collectors.joining(",", "{'kind':'enroll','trackId':'day-1','who':{'participants':[", "]}}"));
    }

    @Test
    void onlyABodyThatListsPeopleMayBeLargerThan64Kilobytes() {
        String space = " ".repeat(70_000);

        assertThat(scene.create("{'kind':'enroll','trackId':'day-1','who':{'participants':['ada']}}" + space)
                        .status())
                .isEqualTo(202);
        assertThat(scene.create("{'kind':'enroll','trackId':'day-1','who':{'audience':{}}}" + space)
                        .status())
                .isEqualTo(413);
        assertThat(scene.create(" ".repeat(1024 * 1024 + 1)).status()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'kind':'delete','trackId':'day-1'}", "{'kind':1,'colour':'red'}"})
    void anUnknownKindIsTheOnlyProblem(String body) {
        Answer answer = scene.create(body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/detail")).isEqualTo("kind must be one of enroll, rerun, apply, undo, remove, resend");
        assertThat(answer.fields()).containsExactly("kind");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'kind':'enroll'} | trackId,who",
                "{'kind':'enroll','trackId':'day-1','who':{'inTrack':'day-1'},'stepId':'s1'} | stepId",
                "{'kind':'enroll','trackId':'day-1','who':{'inTrack':'day-1'},'reEnrollment':'maybe'} | reEnrollment",
                "{'kind':'enroll','trackId':'day-1','who':{'inTrack':'day-1'},'message':'{{name}}'} | message",
                "{'kind':'enroll','trackId':'day-1','who':{'inTrack':'day-1'},'dryRun':'yes'} | dryRun",
                "{'kind':'enroll','trackId':'day-1','who':{'inTrack':'day-1'},'startAt':'tomorrow'} | startAt",
                "{'kind':'rerun','trackId':'day-1','reason':'bad'} | reason",
                "{'kind':'rerun','trackId':'day-1'} | reason",
                "{'kind':'rerun','trackId':'day-1','reason':'cooldown','who':{'inTrack':'day-1'}} | who",
                "{'kind':'apply','trackId':'day-1'} | stepId",
                "{'kind':'undo','trackId':'day-1','stepId':'s1'} | from,to",
                "{'kind':'remove','trackId':'day-1'} | who",
                "{'kind':'remove','trackId':'day-1','who':{'inTrack':'day-1'},'message':'Bye'} | message",
                "{'kind':'resend'} | error,since",
                "{'kind':'resend','error':'not a code','since':'2025-01-01T00:00:00Z'} | error"
            })
    void anInvalidFieldIsNamedAlsoIfItIsOneOfAnotherKind(String body, String fields) {
        Answer answer = scene.create(body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly(fields.split(","));
    }

    @Test
    void aMessageCannotNameASourceTrack() {
        Answer answer = scene.create("{'kind':'enroll','trackId':'day-1','who':{'participants':['ada']},"
                + "'message':'From {{current_track}}'}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/detail"))
                .isEqualTo("message must not contain {{current_track}}: a job has no source track; use {{track}}");
    }

    @Test
    void aMessageHasAtMost3000CharactersAndABlankOneIsNone() {
        String start = "{'kind':'enroll','trackId':'day-1','who':{'participants':['ada']},'message':'";

        assertThat(scene.create(start + "x".repeat(3_000) + "'}").status()).isEqualTo(202);
        assertThat(scene.create(start + "x".repeat(3_001) + "'}").fields()).containsExactly("message");
        assertThat(scene.create(start + " '}").json().get("message").isNull()).isTrue();
    }

    @Test
    void aJobStartsAtMostAYearAhead() {
        String start = "{'kind':'enroll','trackId':'day-1','who':{'participants':['ada']},'startAt':'";

        Answer later = scene.create(start + "2026-03-03T09:00:00Z'}");
        Answer tooLate = scene.create(start + "2026-03-03T09:00:00.001Z'}");
        Answer earlier = scene.create(start + "2025-01-01T00:00:00Z'}");

        assertThat(later.at("/status")).isEqualTo("scheduled");
        assertThat(later.at("/startAt")).isEqualTo("2026-03-03T09:00:00Z");
        assertThat(later.json().get("startedAt").isNull()).isTrue();
        assertThat(tooLate.fields()).containsExactly("startAt");
        assertThat(earlier.at("/status")).isEqualTo("running");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'kind':'enroll','trackId':'nope','who':{'participants':['ada']}} | trackId",
                "{'kind':'enroll','trackId':'draft','who':{'participants':['ada']}} | trackId",
                "{'kind':'enroll','trackId':'day-1','who':{'inTrack':'nope'}} | who.inTrack",
                "{'kind':'rerun','trackId':'draft','reason':'cooldown'} | trackId",
                "{'kind':'rerun','trackId':'day-1','stepId':'nope','reason':'cooldown'} | stepId",
                "{'kind':'rerun','trackId':'leadership','reason':'cooldown'} | trackId",
                "{'kind':'apply','trackId':'draft','stepId':'s1'} | trackId",
                "{'kind':'apply','trackId':'day-1','stepId':'nope'} | stepId",
                "{'kind':'undo','trackId':'day-1','stepId':'nope','from':'2025-01-01T00:00:00Z','to':'2025-01-02T00:00:00Z'} | stepId",
                "{'kind':'remove','trackId':'nope','who':{'participants':['ada']}} | trackId",
                "{'kind':'resend','error':'bounced','since':'2025-01-01T00:00:00Z','trackId':'nope'} | trackId"
            })
    void aTrackOrStepThatDoesNotExistOrIsNotActiveIsRefused(String body, String field) {
        Answer answer = scene.create(body);

        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.fields()).containsExactly(field);
        assertThat(scene.get("/v1/jobs").json().get("data")).isEmpty();
    }

    @Test
    void aTrackThatIsNotActiveYetCanBeThatOfALaterJobAndPeopleCanBeRemovedFromIt() {
        assertThat(scene.create("{'kind':'enroll','trackId':'draft','who':{'participants':['ada']},"
                                + "'startAt':'2025-04-01T00:00:00Z'}")
                        .status())
                .isEqualTo(202);
        assertThat(scene.create("{'kind':'remove','trackId':'draft','who':{'participants':['ada']}}")
                        .status())
                .isEqualTo(202);
    }

    @Test
    void aRerunIsAboutTheStepsInAndIntoTheTrackAndTheLast90Days() {
        Answer created = scene.create("{'kind':'rerun','trackId':'week-1','reason':'not_in_audience'}");

        assertThat(created.json().get("steps").findValuesAsText("destinationTrackId"))
                .containsExactly("month-1", "week-1", "week-1");
        assertThat(created.at("/since")).isEqualTo("2024-12-03T09:00:00Z");
        assertThat(created.at("/until")).isEqualTo("2025-03-03T09:00:00Z");
        assertThat(created.json().get("stepId").isNull()).isTrue();
        assertThat(created.json().get("total").isNull()).isTrue();
    }

    @Test
    void aRerunOfAStepIsAboutThatStep() {
        Answer created = scene.create("{'kind':'rerun','trackId':'day-1','stepId':'s1','reason':'not_in_audience',"
                + "'since':'2025-01-01T00:00:00Z','until':'2025-02-01T00:00:00.0004Z'}");

        assertThat(created.json().get("steps")).hasSize(1);
        assertThat(created.at("/stepId")).isEqualTo("s1");
        assertThat(created.at("/until")).isEqualTo("2025-02-01T00:00:00Z");
    }

    @Test
    void aRerunWithoutSinceGoesBackNinetyDaysFromItsEnd() {
        Answer created =
                scene.create("{'kind':'rerun','trackId':'day-1','reason':'cooldown','until':'2024-06-01T00:00:00Z'}");

        assertThat(created.status()).isEqualTo(202);
        assertThat(created.at("/since")).isEqualTo("2024-03-03T00:00:00Z");
    }

    @Test
    void aPeriodEndsAfterItsBeginningAndNotInTheFuture() {
        String undo = "{'kind':'undo','trackId':'day-1','stepId':'s1','from':'2025-03-01T00:00:00Z','to':'";

        assertThat(scene.create(undo + "2025-03-01T00:00:00Z'}").at("/detail")).isEqualTo("from must be before to");
        assertThat(scene.create(undo + "2025-03-03T09:05:00.001Z'}").at("/detail"))
                .isEqualTo("to must not be in the future");
        assertThat(scene.create(undo + "2025-03-03T09:05:00Z'}").at("/to")).isEqualTo("2025-03-03T09:00:00Z");
        assertThat(scene.create("{'kind':'rerun','trackId':'day-1','reason':'cooldown','since':'2025-03-01T00:00:00Z',"
                                + "'until':'2025-02-01T00:00:00Z'}")
                        .fields())
                .containsExactly("since");
    }

    @Test
    void aResendShowsTheErrorOfTheMessages() {
        Answer created = scene.create(
                "{'kind':'resend','error':'channel_not_found','since':'2025-03-01T00:00:00Z','trackId':'day-1'}");

        assertThat(created.at("/messageError")).isEqualTo("channel_not_found");
        assertThat(created.json().get("error").isNull()).isTrue();
        assertThat(created.at("/trackId")).isEqualTo("day-1");
    }
}
