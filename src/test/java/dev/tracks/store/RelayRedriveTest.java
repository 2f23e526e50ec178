package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.domain.SpanUnit;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.StepReached;
import dev.tracks.lambda.InMemoryApplication;
import dev.tracks.lambda.RelayHandler;
import dev.tracks.lambda.StreamEvents;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.MemoryTable;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.enroll.CancelRun;
import dev.tracks.usecase.invite.AnswerInvitation;
import dev.tracks.usecase.message.JoinToken;
import dev.tracks.usecase.outbox.StreamPublisher;
import dev.tracks.usecase.outbox.Transition;
import dev.tracks.usecase.people.EraseParticipant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * {@code relay} could not run for a day, so Lambda has stored its event. The operator invokes {@code relay} with it, twice,
 * after {@code sweep} has done what it can (docs/operations.md, "Redrive").
 */
class RelayRedriveTest {
    private static final StepReached SKIPPED = Fixtures.cause("day-1", "off", "ada", 1);
    private static final StepReached DEFERRED = Fixtures.cause("day-1", "later", "ada", 1);
    private static final StepReached ENROLLED = Fixtures.cause("day-1", "auto", "ada", 1);
    private static final StepReached INVITED = Fixtures.cause("day-1", "invite", "ada", 1);
    private static final MessageRef CONFIRMATION = new MessageRef(MessageKind.CONFIRMATION, "ada", "week-1", 1);
    private static final MessageRef INVITATION = new MessageRef(MessageKind.INVITATION, "ada", "leadership", 1);

    private final List<MemoryTable.Image> written = new ArrayList<>();
    private final FunctionsOverTable functions = new FunctionsOverTable(new MemoryTable(Set.of(), written::addAll));
    private final Ports ports = functions.ports;
    private final MemoryTable table = (MemoryTable) ports.table;
    private final RelayHandler relay =
            new RelayHandler(new StreamPublisher(functions.publisher, ports.outbox, ports.clock), ports.clock);

    @BeforeEach
    void adaHasStartedDay1() {
        Stream.of("day-1", "week-1", "month-1", "leadership")
                .map(Fixtures::track)
                .forEach(ports::with);
        ports.with(Fixtures.step("day-1", "off", "month-1").disabled().build())
                .with(Fixtures.step("day-1", "later", "month-1")
                        .delay(Fixtures.delay(2, SpanUnit.HOURS))
                        .build())
                .with(Fixtures.step("day-1", "auto", "week-1")
                        .confirmation("Welcome, {{user}}!")
                        .build())
                .with(Fixtures.step("day-1", "invite", "leadership")
                        .manual("Join us, {{user}}!")
                        .build());
        ports.with(Fixtures.person("ada").named("Ada Lovelace").build());
        ports.with(Fixtures.enrollment("ada", "day-1", 1));
        functions.publish(List.of("ada"));
        written.clear();
        functions.events.clear();
    }

    /** Lambda gives up the records of all that was written since the start of {@code day-1}, and stores its event. */
    private String storedAfterADay() {
        String event = StreamEvents.of(written, ports.clock.instant());
        ports.clock.advance(Duration.ofHours(24));
        return event;
    }

    /** The sweeps of the next minutes, with all that their queues lead to. */
    private void sweep() {
        for (int i = 0; i < 5; i++) {
            ports.clock.advance(Duration.ofMinutes(2));
            functions.work();
        }
    }

    /** Invokes relay twice; the answers have no failures, so the operator deletes the event. */
    private void redrive(String event) {
        for (int i = 0; i < 2; i++) {
            assertThat(InMemoryApplication.invoke(relay, event).toString()).isEqualTo("{\"batchItemFailures\":[]}");
        }
        sweep();
    }

    /** Redrives the event, which changes no item. */
    private void redriveChangesNothing(String event) {
        Map<Key, Map<String, AttributeValue>> items = table.snapshot();

        redrive(event);

        assertThat(table.snapshot()).isEqualTo(items);
    }

    /** Redrives the event; it changes no item and sends no message, and publishes no event that is not published yet. */
    private void redriveHasNoEffect(String event) {
        List<MessageRef> sent = List.copyOf(functions.sent);
        Set<String> published = Set.copyOf(published());
        functions.events.clear();

        redriveChangesNothing(event);

        assertThat(functions.sent).isEqualTo(sent);
        assertThat(published()).isSubsetOf(published);
    }

    private List<String> published() {
        return functions.events.stream().map(Transition::id).toList();
    }

    private AnswerInvitation.Result answer(AnswerInvitation.Reply reply) {
        return ports.answerInvitation(new CachedCatalog(ports.configuration, Duration.ZERO, ports.clock))
                .answer(new JoinToken("ada", new InvitationRef("leadership", 1), INVITED), reply)
                .result();
    }

    private OptimisticRetry retry() {
        return new OptimisticRetry(round -> {});
    }

    @Test
    void theEventsOfRunsArePublishedThatOnlyTheStreamHasShown() {
        ports.runStep().run(SKIPPED);
        ports.runStep().run(DEFERRED);
        new CancelRun(ports.ledger, retry(), ports.clock).cancel(DEFERRED, "root");
        String event = storedAfterADay();
        sweep();
        assertThat(published()).as("what sweep publishes").isEmpty();

        redriveChangesNothing(event);

        assertThat(Set.copyOf(published()))
                .containsExactlyInAnyOrder(
                        "day-1/off/ada/1/skipped/1", "day-1/later/ada/1/deferred/1", "day-1/later/ada/1/cancelled/2");
    }

    @Test
    void whatSweepHasNotPublishedEitherIsPublishedOnce() {
        ports.runStep().run(ENROLLED);
        ports.runStep().run(INVITED);

        redrive(storedAfterADay());

        assertThat(functions.sent).containsExactlyInAnyOrder(CONFIRMATION, INVITATION);
        assertThat(Set.copyOf(published()))
                .containsExactlyInAnyOrder("day-1/auto/ada/1/enrolled/1", "day-1/invite/ada/1/invited/1");
    }

    @Test
    void aStartThatSweepHasPublishedHasNoSecondEffect() {
        ports.runStep().run(ENROLLED);
        String event = storedAfterADay();
        sweep();
        assertThat(functions.sent).containsExactly(CONFIRMATION);

        redriveHasNoEffect(event);
    }

    @Test
    void anInvitationThatSweepHasPublishedHasNoSecondEffect() {
        ports.runStep().run(INVITED);
        String event = storedAfterADay();
        sweep();
        assertThat(functions.sent).containsExactly(INVITATION);

        redriveHasNoEffect(event);
    }

    @Test
    void anInvitationThatWasAnsweredMeanwhileIsNotSentAgain() {
        ports.runStep().run(INVITED);
        String event = storedAfterADay();
        sweep();
        assertThat(answer(AnswerInvitation.Reply.DECLINE)).isEqualTo(AnswerInvitation.Result.DECLINED);
        sweep();

        redriveHasNoEffect(event);
    }

    @Test
    void theEndOfAnInvitationIsPublishedAndChangesNothingWhenItIsRepeated() {
        ports.runStep().run(INVITED);
        sweep();
        written.clear();
        answer(AnswerInvitation.Reply.DECLINE);
        String event = storedAfterADay();

        redrive(event);

        assertThat(published()).contains("day-1/invite/ada/1/declined/2");
        redriveHasNoEffect(event);
    }

    @Test
    void aRunThatWasReplacedMeanwhileKeepsItsNewDecision() {
        ports.runStep().run(SKIPPED);
        String event = storedAfterADay();
        ports.with(Fixtures.step("day-1", "off", "month-1").build());
        ports.runStep().run(SKIPPED);
        sweep();
        assertThat(published()).containsExactly("day-1/off/ada/1/enrolled/1");

        redriveChangesNothing(event);

        assertThat(Set.copyOf(published()))
                .containsExactlyInAnyOrder("day-1/off/ada/1/enrolled/1", "day-1/off/ada/1/skipped/1");
    }

    @Test
    void aDeferredRunThatSweepHasStartedIsNotStartedAgain() {
        ports.runStep().run(DEFERRED);
        String event = storedAfterADay();
        sweep();
        assertThat(published()).containsExactly("day-1/later/ada/1/enrolled/1");

        redriveChangesNothing(event);

        assertThat(Set.copyOf(published()))
                .containsExactlyInAnyOrder("day-1/later/ada/1/enrolled/1", "day-1/later/ada/1/deferred/1");
    }

    /** A step reaches people who start its track from then on; for all others there is the job {@code apply}. */
    @Test
    void aStepThatWasAddedAfterThePersonHadStartedItsTrackIsNotReached() {
        ports.runStep().run(ENROLLED);
        String event = storedAfterADay();
        sweep();
        ports.with(Fixtures.step("week-1", "added", "month-1").build());

        redriveHasNoEffect(event);
    }

    @Test
    void aStepThatHasSkippedThePersonAndWasEnabledSinceIsNotRunAgain() {
        ports.with(Fixtures.step("week-1", "off", "month-1").disabled().build());
        ports.runStep().run(ENROLLED);
        String event = storedAfterADay();
        sweep();
        ports.with(Fixtures.step("week-1", "off", "month-1").build());

        redriveHasNoEffect(event);
    }

    @Test
    void aDeferredRunThatSweepHasStartedAndThatWasSkippedIsNotRunAgain() {
        ports.runStep().run(DEFERRED);
        String event = storedAfterADay();
        ports.with(Fixtures.step("day-1", "later", "month-1")
                .delay(Fixtures.delay(2, SpanUnit.HOURS))
                .disabled()
                .build());
        sweep();
        assertThat(table.snapshot().toString()).contains("step_disabled");
        ports.with(Fixtures.step("day-1", "later", "month-1").build());

        redriveChangesNothing(event);

        assertThat(published()).contains("day-1/later/ada/1/deferred/1");
    }

    @Test
    void nothingIsSentToAPersonWhoWasErasedMeanwhileAndNothingAboutThemIsStoredAgain() {
        ports.runStep().run(ENROLLED);
        ports.runStep().run(INVITED);
        ports.runStep().run(DEFERRED);
        String event = storedAfterADay();
        new EraseParticipant(ports.erasure, retry(), ports.clock).erase("ada", "root");
        assertThat(event).contains("Welcome, Ada Lovelace!", "Join us, Ada Lovelace!");

        redrive(event);

        assertThat(functions.sent).isEmpty();
        assertThat(table.snapshot().toString()).doesNotContain("Lovelace", "Welcome, Ada", "Join us, Ada");
        assertThat(functions.events.toString()).doesNotContain("Lovelace");
    }
}
