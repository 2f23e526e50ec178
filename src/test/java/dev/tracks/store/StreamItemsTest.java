package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.record.StepReached;
import dev.tracks.store.item.PendingMarker;
import dev.tracks.store.item.RunItem;
import dev.tracks.store.outbox.StreamItems;
import dev.tracks.usecase.outbox.DueItem;
import dev.tracks.usecase.outbox.DueItem.PendingRun;
import dev.tracks.usecase.outbox.UnpublishedWrite;
import dev.tracks.usecase.outbox.WrittenRun;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Which records of the stream lead to the publication of a run. */
class StreamItemsTest {
    private static final StepReached CAUSE = Fixtures.cause("day-1", "s1", "ada", 1);
    private static final Map<String, AttributeValue> NONE = Map.of();
    private static final Run DEFERRED = RunFixtures.deferred(CAUSE);
    private static final Run REPLACED = RunFixtures.replaced(DEFERRED);
    private static final Run ENROLLED = RunFixtures.enrolled(CAUSE, Fixtures.enrollment("ada", "week-1", 1));

    private static Map<String, AttributeValue> item(Run run) {
        return new HashMap<>(RunItem.put(run).item());
    }

    private static Map<String, AttributeValue> pending(Run run) {
        Map<String, AttributeValue> item = item(run);
        item.putAll(PendingMarker.of("deferred", "ada", Fixtures.NOW));
        return item;
    }

    private static Optional<WrittenRun> published(Run run, PendingRun... replaced) {
        return Optional.of(new WrittenRun(
                CAUSE, run.version(), Optional.of(run), Arrays.stream(replaced).findFirst()));
    }

    @Test
    void aNewRunAndEachReplacementArePublished() {
        assertThat(StreamItems.writtenRun(NONE, item(DEFERRED))).isEqualTo(published(DEFERRED));
        assertThat(StreamItems.writtenRun(item(DEFERRED), item(REPLACED))).isEqualTo(published(REPLACED));
    }

    @Test
    void anUpdateThatKeepsTheVersionPublishesNothing() {
        Map<String, AttributeValue> blanked = item(DEFERRED);
        blanked.remove("evidence");

        assertThat(StreamItems.writtenRun(item(DEFERRED), blanked)).isEmpty();
        assertThat(StreamItems.writtenRun(pending(DEFERRED), item(DEFERRED))).isEmpty();
    }

    @Test
    void aPendingRunIsPublishedAsSuchAndNotTwice() {
        assertThat(StreamItems.writtenRun(NONE, pending(DEFERRED))).isEmpty();
        assertThat(StreamItems.writtenRun(item(DEFERRED), pending(REPLACED))).isEmpty();
    }

    @Test
    void theReplacementOfAPendingRunPublishesBoth() {
        assertThat(StreamItems.writtenRun(pending(DEFERRED), item(REPLACED)))
                .isEqualTo(published(REPLACED, new PendingRun(DEFERRED)));
    }

    @Test
    void anEnrolledRunIsPublishedOnlyForTheSakeOfThePendingOneThatItReplaced() {
        Map<String, AttributeValue> next = item(ENROLLED);
        next.put("version", AttributeValue.fromN("2"));

        assertThat(StreamItems.writtenRun(NONE, item(ENROLLED))).isEmpty();
        assertThat(StreamItems.writtenRun(item(DEFERRED), next)).isEmpty();
        assertThat(StreamItems.writtenRun(pending(DEFERRED), next).orElseThrow().replaced())
                .contains(new PendingRun(DEFERRED));
    }

    @Test
    void aRunOfAnotherVersionOfThisProgramIsFoundWithoutItsContent() {
        Map<String, AttributeValue> unknown = item(DEFERRED);
        unknown.put("status", AttributeValue.fromS("postponed"));

        assertThat(StreamItems.writtenRun(NONE, unknown))
                .contains(new WrittenRun(CAUSE, 1, Optional.empty(), Optional.empty()));
    }

    @Test
    void otherItemsAreNoRuns() {
        assertThat(StreamItems.writtenRun(NONE, Map.of("SK", AttributeValue.fromS("USER"))))
                .isEmpty();
        assertThat(StreamItems.writtenRun(NONE, NONE)).isEmpty();
    }

    @Test
    void aClosedInvitationWhoseKeyCannotBeReadIsNamedAndDoesNotBlockTheOthers() {
        Map<String, AttributeValue> open = Map.of(
                "PK", AttributeValue.fromS("USER#ada"),
                "SK", AttributeValue.fromS("INVITATION#leadership"),
                "status", AttributeValue.fromS("pending"));
        Map<String, AttributeValue> closed = new HashMap<>(open);
        closed.put("status", AttributeValue.fromS("declined"));

        assertThat(StreamItems.unpublished(open, closed).orElseThrow())
                .isInstanceOf(DueItem.Unreadable.class)
                .extracting(UnpublishedWrite::key)
                .isEqualTo("USER#ada/INVITATION#leadership");
    }
}
