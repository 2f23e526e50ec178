package dev.tracks.store;

import dev.tracks.Fixtures;
import dev.tracks.domain.SpanUnit;
import dev.tracks.domain.decision.DirectEnrollment;
import dev.tracks.domain.job.Job;
import dev.tracks.domain.job.Job.Creator;
import dev.tracks.domain.job.JobSpec;
import dev.tracks.domain.job.LaneRef;
import dev.tracks.domain.job.Who;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.message.MessageText;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.PersonRef;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.enroll.EnrollDirectly;
import dev.tracks.usecase.invite.AnswerInvitation;
import dev.tracks.usecase.job.CreateJob;
import dev.tracks.usecase.message.JoinToken;
import dev.tracks.usecase.message.Outage;
import dev.tracks.usecase.message.Refusal;
import dev.tracks.usecase.message.TestMessage;
import dev.tracks.usecase.people.EraseParticipant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes items of every type, in every state that later work continues: enrollments whose start is not published, messages
 * that are unpublished, held, claimed, delivered and refused, invitations that are open, accepted and declined, deferred and
 * skipped runs, an erased person, a removed step, a job in its first page and a scheduled one, an outage.
 */
final class StoryOfEveryItem {
    /** Everybody who has started {@code day-1}. */
    static final List<String> PEOPLE = List.of(
            "ada", "grace", "linus", "mary", "noah", "olga", "paul", "quinn", "rosa", "sam", "tina", "uma", "vera",
            "walt", "xena", "yves");

    /** The people of the job that has begun, and of the scheduled one. */
    static final List<String> BEGUN = people("begun", 60);

    static final List<String> SCHEDULED = people("scheduled", 3);

    private static final Instant NOW = Fixtures.NOW;
    private static final Creator ROOT = new Creator("root", Optional.empty(), true);

    private final FunctionsOverTable functions;
    private final Ports ports;

    StoryOfEveryItem(FunctionsOverTable functions) {
        this.functions = functions;
        this.ports = functions.ports;
    }

    private static List<String> people(String name, int count) {
        return IntStream.range(0, count).mapToObj(n -> name + n).toList();
    }

    void write() {
        configuration();
        people();
        confirmations();
        invitations();
        runs();
        jobs();
        others();
    }

    private void configuration() {
        Stream.of("day-1", "week-1", "month-1", "leadership")
                .map(Fixtures::track)
                .forEach(ports::with);
        ports.with(step("auto", "week-1").confirmation("Welcome, {{user}}!").build())
                .with(step("invite", "leadership").manual("Join us, {{user}}!").build())
                .with(step("later", "month-1")
                        .delay(Fixtures.delay(2, SpanUnit.DAYS))
                        .build())
                .with(step("boss", "month-1").forManager().build())
                .with(step("off", "month-1").disabled().build());
    }

    private static Fixtures.Step step(String id, String destination) {
        return Fixtures.step("day-1", id, destination);
    }

    private void people() {
        PEOPLE.forEach(id -> ports.with(Fixtures.person(id)
                .named(id + " of the previous version")
                .email(id + "@example.com")
                .slackUserId("U" + id.toUpperCase())
                .attributes(Map.of("role", "engineer"))
                .managedBy(id.equals("grace") ? "ada" : "grace")
                .build()));
        PEOPLE.forEach(id -> ports.with(Fixtures.enrollment(id, "day-1", 1)));
        Stream.concat(BEGUN.stream(), SCHEDULED.stream())
                .forEach(id -> ports.with(Fixtures.person(id).build()));
        functions.publish(PEOPLE.stream().filter(id -> !id.equals("ada")).toList());
    }

    private static StepReached cause(String stepId, String person) {
        return Fixtures.cause("day-1", stepId, person, 1);
    }

    static MessageRef confirmation(String person) {
        return new MessageRef(MessageKind.CONFIRMATION, person, "week-1", 1);
    }

    private void confirmations() {
        Stream.of("linus", "mary", "noah", "olga", "paul")
                .forEach(id -> ports.runStep().run(cause("auto", id)));
        functions.publish(List.of("linus", "mary", "noah", "olga"));
        Stream.of("linus", "mary", "olga").forEach(id -> ports.deliveryRecords.claim(confirmation(id), NOW, NOW));
        ports.deliveryRecords.recordDelivered(confirmation("linus"), NOW, NOW.plusSeconds(1), Optional.of("DL/1.0"));
        ports.deliveryRecords.recordRefused(
                confirmation("olga"),
                NOW,
                new Refusal(NOW.plusSeconds(1), "slack", "channel_not_found", Optional.empty()));
        ports.deliveryRecords.hold(confirmation("noah"), NOW.plus(Duration.ofHours(2)));
    }

    private void invitations() {
        Stream.of("quinn", "rosa", "sam", "tina").forEach(id -> ports.runStep().run(cause("invite", id)));
        functions.publish(List.of("quinn", "sam", "tina"));
        MessageRef message = new MessageRef(MessageKind.INVITATION, "quinn", "leadership", 1);
        ports.deliveryRecords.claim(message, NOW, NOW);
        ports.deliveryRecords.recordDelivered(message, NOW, NOW.plusSeconds(1), Optional.of("DQ/1.0"));
        answer("sam", AnswerInvitation.Reply.JOIN);
        answer("tina", AnswerInvitation.Reply.DECLINE);
    }

    AnswerInvitation.Answered answer(String person, AnswerInvitation.Reply reply) {
        JoinToken token = new JoinToken(person, new InvitationRef("leadership", 1), cause("invite", person));
        return ports.answerInvitation(new CachedCatalog(ports.configuration, Duration.ZERO, ports.clock))
                .answer(token, reply);
    }

    private void runs() {
        Stream.of("uma", "vera").forEach(id -> ports.runStep().run(cause("later", id)));
        Stream.of("walt", "xena").forEach(id -> ports.runStep().run(cause("off", id)));
        ports.runStep().run(cause("boss", "yves"));
        functions.publish(List.of("uma", "walt"));
        AddToTrackStep old =
                step("old", "week-1").delay(Fixtures.delay(2, SpanUnit.DAYS)).build();
        ports.with(old);
        ports.runStep().run(cause("old", "walt"));
        ports.configuration.removeStep(old, ports.nextGraph(), NOW);
    }

    private void jobs() {
        Job begun = create(BEGUN, Optional.empty());
        for (int page = 0; page < 2; page++) { // The first page only selects the people of the second.
            LaneRef next =
                    functions.jobs.ports().jobs().lanes(begun.id()).get(0).ref();
            functions.jobs.processPage().process(next, 1, () -> true);
        }
        create(SCHEDULED, Optional.of(NOW.plus(Duration.ofDays(1))));
    }

    private Job create(List<String> people, Optional<Instant> startAt) {
        JobSpec spec = new JobSpec.Enroll("month-1", new Who.Listed(people.size()), ReEnrollment.NO, Optional.empty());
        CreateJob.Order order = new CreateJob.Order(
                new Job.Request(spec, false, ROOT),
                people.stream().map(PersonRef::of).toList(),
                startAt);
        return functions.jobs.createJob().create(order, Optional.empty()).job().orElseThrow();
    }

    private void others() {
        Optional<Stored<Enrollment>> day1 = ports.enrollments.enrollment("grace", new EnrollmentRef("day-1", 1));
        Enrollment completed = day1.orElseThrow()
                .value()
                .with(EnrollmentStatus.COMPLETED, Map.of("videos", List.of("a", "b")), NOW.plusSeconds(60));
        ports.enrollments.change(Change.of(completed, day1, NOW.plusSeconds(60), "root"));
        ports.with(Fixtures.person("zoe").email("zoe@example.com").build());
        new EraseParticipant(ports.erasure, new OptimisticRetry(round -> {}), ports.clock).erase("zoe", "root");
        ports.enrollDirectly(new CachedCatalog(ports.configuration, Duration.ZERO, ports.clock))
                .enroll(
                        new DirectEnrollment("leadership", "xena", ReEnrollment.NO),
                        Optional.of(new EnrollDirectly.Key("root", "key-1", "hash", answer -> "{}")),
                        "root");
        MessageRef test = new MessageRef(MessageKind.TEST, "grace", "day-1", 1);
        ports.testMessages.save(
                List.of(new TestMessage(test, MessageKind.CONFIRMATION, new MessageText("A test"))), NOW);
        new TableChannelState(ports.table).begin(new Outage(NOW, "invalid_auth"));
    }
}
