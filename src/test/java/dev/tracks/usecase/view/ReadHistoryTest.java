package dev.tracks.usecase.view;

import static dev.tracks.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.domain.decision.Decision;
import dev.tracks.domain.decision.Decision.Enroll;
import dev.tracks.domain.decision.Decision.Invite;
import dev.tracks.domain.decision.Decision.Skip;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.Lineage;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.Source;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.usecase.message.UndeliverableMessage;
import dev.tracks.usecase.view.ReadHistory.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadHistoryTest {
    private static final StepReached CAUSE = Fixtures.cause("day-1", "s1", "ada", 1);
    private static final Lineage LINEAGE = Lineage.start("day-1").to("week-1");
    private static final EnrollmentRef WEEK_1 = new EnrollmentRef("week-1", 1);
    private static final Enroll ENROLL = new Enroll("ada", WEEK_1);
    private static final Skip SKIP = new Skip(SkipReason.DESTINATION_NOT_ACTIVE, Map.of("status", "paused"));

    private final Directory directory = mock(Directory.class);
    private final ReadHistory readHistory = new ReadHistory(directory);

    @Test
    void theHistoryOfAnUnknownPersonIsEmpty() {
        assertThat(all("ada", 2)).isEmpty();
    }

    @Test
    void everyEvaluationIsAnEntryNewestFirst() {
        Run run = then(Optional.of(then(Optional.empty(), SKIP, 1)), ENROLL, 2);
        when(directory.runs("ada")).thenReturn(List.of(run));

        assertThat(summaries("ada"))
                .containsExactly(
                        new Summary(at(2), "enrolled", none(), Map.of(), Source.step(CAUSE), Optional.of(WEEK_1)),
                        new Summary(
                                at(1),
                                "skipped",
                                Optional.of(SkipReason.DESTINATION_NOT_ACTIVE),
                                Map.of("status", "paused"),
                                Source.step(CAUSE),
                                Optional.empty()));
    }

    @Test
    void anEnrollmentByAStepIsListedOnceByItsRunAndADirectOneByItself() {
        Enrollment byStep = Enrollment.started("ada", WEEK_1, at(1), Source.step(CAUSE), LINEAGE);
        Enrollment direct = Fixtures.enrollment("ada", "day-1", 1);
        when(directory.runs("ada")).thenReturn(List.of(then(Optional.empty(), ENROLL, 1)));
        when(directory.enrollments("ada")).thenReturn(List.of(byStep, direct));

        assertThat(summaries("ada"))
                .containsExactly(
                        new Summary(at(1), "enrolled", none(), Map.of(), Source.step(CAUSE), Optional.of(WEEK_1)),
                        new Summary(
                                NOW,
                                "enrolled",
                                none(),
                                Map.of(),
                                Source.API,
                                Optional.of(new EnrollmentRef("day-1", 1))));
    }

    @Test
    void aReportsRunIsInTheManagersHistoryWithTheReportAsParticipant() {
        StepReached linus = Fixtures.cause("day-1", "s2", "linus", 1);
        Enroll enroll = new Enroll("grace", new EnrollmentRef("managing", 1));
        when(directory.runsAsEnrollee("grace"))
                .then(call -> Stream.of(Run.of(linus, enroll, Optional.empty(), NOW, Optional.empty())));

        assertThat(summaries("grace"))
                .containsExactly(new Summary(
                        NOW,
                        "enrolled",
                        none(),
                        Map.of(),
                        Source.step(linus),
                        Optional.of(new EnrollmentRef("managing", 1))));
    }

    @Test
    void anInvitationIsListedByItsRunAndItsAnswerByItself() {
        Invite invite = new Invite("ada", new InvitationRef("week-1", 1));
        Map<String, Object> instance = Map.of("instance", 1);
        Invitation accepted = Fixtures.invitation(CAUSE, "week-1", 1)
                .reminded(at(1))
                .transitionTo(
                        InvitationStatus.PENDING,
                        new TrailEntry(at(2), "skipped", Optional.of(SkipReason.COOLDOWN), instance))
                .transitionTo(InvitationStatus.ACCEPTED, new TrailEntry(at(3), "accepted", none(), instance));
        when(directory.runs("ada")).thenReturn(List.of(then(Optional.empty(), invite, 0)));
        when(directory.invitations("ada")).thenReturn(List.of(accepted));

        Source source = Source.invitation(CAUSE);
        assertThat(summaries("ada"))
                .containsExactly(
                        new Summary(at(3), "accepted", none(), instance, source, Optional.of(WEEK_1)),
                        new Summary(
                                at(2), "skipped", Optional.of(SkipReason.COOLDOWN), instance, source, Optional.empty()),
                        new Summary(at(1), "reminded", none(), Map.of(), source, Optional.empty()),
                        new Summary(NOW, "invited", none(), Map.of(), Source.step(CAUSE), Optional.empty()));
    }

    @Test
    void anUndeliverableMessageIsListedWithItsKindAndError() {
        MessageRef confirmation = new MessageRef(MessageKind.CONFIRMATION, "ada", "week-1", 1);
        MessageRef reminder = new MessageRef(MessageKind.REMINDER, "ada", "leadership", 2);
        when(directory.undeliverable("ada"))
                .thenReturn(List.of(
                        new UndeliverableMessage(
                                confirmation, Source.step(CAUSE), at(1), "channel_not_found", Optional.empty()),
                        new UndeliverableMessage(
                                reminder, Source.invitation(CAUSE), at(2), "account_inactive", Optional.empty())));

        assertThat(summaries("ada"))
                .containsExactly(
                        new Summary(
                                at(2),
                                "undeliverable",
                                none(),
                                Map.of("message", "reminder", "error", "account_inactive"),
                                Source.invitation(CAUSE),
                                none()),
                        new Summary(
                                at(1),
                                "undeliverable",
                                none(),
                                Map.of("message", "confirmation", "error", "channel_not_found"),
                                Source.step(CAUSE),
                                Optional.of(WEEK_1)));
        assertThat(all("ada", 2))
                .extracting(Entry::destinationTrackId, Entry::enrolleeId)
                .containsExactly(
                        tuple(Optional.of("leadership"), Optional.of("ada")),
                        tuple(Optional.of("week-1"), Optional.of("ada")));
    }

    /** Case: nothing disappears behind many newer entries. */
    @Test
    void everyEntryIsOnOnePageOnly() {
        Run deferred = then(Optional.empty(), new Decision.Defer("ada", at(60)), 0);
        List<Enrollment> direct = IntStream.rangeClosed(1, 501)
                .mapToObj(i -> Enrollment.started(
                        "ada", new EnrollmentRef("day-1", i), at(i / 2), Source.API, Lineage.start("day-1")))
                .toList();
        when(directory.runs("ada")).thenReturn(List.of(deferred));
        when(directory.enrollments("ada")).thenReturn(direct);

        for (int limit : List.of(1, 7, 100, 502)) {
            List<Entry> all = all("ada", limit);

            assertThat(all).hasSize(502).doesNotHaveDuplicates();
            assertThat(all).extracting(entry -> entry.event().at()).isSortedAccordingTo(Comparator.reverseOrder());
            assertThat(all.subList(500, 502))
                    .as("the two at the earliest time")
                    .extracting(entry -> entry.event().decision())
                    .containsExactlyInAnyOrder("deferred", "enrolled");
        }
    }

    @Test
    void evaluationsAtTheSameTimeAreListedNewestFirst() {
        Run run = then(Optional.of(then(Optional.of(then(Optional.empty(), SKIP, 1)), SKIP, 1)), ENROLL, 1);
        when(directory.runs("ada")).thenReturn(List.of(run));

        for (int limit : List.of(1, 2, 3)) {
            assertThat(all("ada", limit))
                    .extracting(entry -> entry.event().decision())
                    .containsExactly("enrolled", "skipped", "skipped");
        }
    }

    /** A run of a report that was evaluated again is among the newest runs; its first entry is on a later page. */
    @Test
    void anEarlierEvaluationOfAReportsRunIsOnALaterPage() {
        Run again = then(Optional.of(then(Optional.empty(), SKIP, 1)), new Enroll("grace", WEEK_1), 100);
        List<Run> reports = new ArrayList<>(List.of(again));
        for (int second = 99; second >= 2; second--) {
            StepReached cause = Fixtures.cause("day-1", "s2", "p" + second, 1);
            reports.add(Run.of(cause, new Enroll("grace", WEEK_1), Optional.empty(), at(second), Optional.empty()));
        }
        when(directory.runsAsEnrollee("grace")).then(call -> reports.stream());

        assertThat(all("grace", 10))
                .extracting(entry -> entry.event().at())
                .containsExactlyElementsOf(IntStream.iterate(100, second -> second - 1)
                        .limit(100)
                        .mapToObj(ReadHistoryTest::at)
                        .toList());
    }

    @Test
    void aPageReadsNoOlderRunsOfReportsThanItNeeds() {
        AtomicInteger read = new AtomicInteger();
        when(directory.runsAsEnrollee("grace"))
                .then(call -> IntStream.iterate(1_000, n -> n - 1)
                        .limit(1_000)
                        .peek(n -> read.incrementAndGet())
                        .mapToObj(n -> Run.of(
                                Fixtures.cause("day-1", "s2", "p" + n, 1),
                                SKIP,
                                Optional.empty(),
                                at(n),
                                Optional.empty())));

        readHistory.of("grace", 10, Optional.empty());

        assertThat(read.get()).isEqualTo(12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "x", "MQ", "eCAxIHg", "MSB4IHg"})
    void aForgedPositionIsRejected(String position) {
        assertThatExceptionOfType(Directory.InvalidCursorException.class)
                .isThrownBy(() -> readHistory.of("ada", 10, Optional.of(position)));
    }

    private List<Entry> all(String participantId, int limit) {
        List<Entry> all = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Directory.Page<Entry> page = readHistory.of(participantId, limit, cursor);
            all.addAll(page.data());
            cursor = page.nextCursor();
            assertThat(page.data()).hasSizeLessThanOrEqualTo(limit);
        } while (cursor.isPresent());
        return all;
    }

    @Test
    void anEntryHasItsDestinationEnrolleeAndDueTime() {
        Run deferred = then(Optional.empty(), new Decision.Defer("grace", at(60)), 1);
        when(directory.runs("ada")).thenReturn(List.of(then(Optional.of(deferred), SKIP, 2)));
        when(directory.enrollments("ada")).thenReturn(List.of(Fixtures.enrollment("ada", "day-1", 1)));

        assertThat(all("ada", 2))
                .extracting(entry -> entry.event().decision(), Entry::enrolleeId, Entry::dueAt)
                .containsExactly(
                        tuple("skipped", none(), none()),
                        tuple("deferred", none(), Optional.of(at(60))),
                        tuple("enrolled", Optional.of("ada"), none()));
        assertThat(all("ada", 2).get(2).destinationTrackId()).contains("day-1");
    }

    /** The fields of an entry that describe the decision. */
    private record Summary(
            Instant at,
            String decision,
            Optional<SkipReason> reason,
            Map<String, Object> evidence,
            Source source,
            Optional<EnrollmentRef> enrollment) {}

    private List<Summary> summaries(String participantId) {
        return all(participantId, 2).stream()
                .map(entry -> new Summary(
                        entry.event().at(),
                        entry.event().decision(),
                        entry.event().reason(),
                        entry.event().evidence(),
                        entry.source(),
                        entry.enrollment()))
                .toList();
    }

    private static Run then(Optional<Run> earlier, Decision decision, int second) {
        return Run.of(CAUSE, decision, Optional.empty(), at(second), earlier);
    }

    private static Instant at(int second) {
        return NOW.plusSeconds(second);
    }

    private static <T> Optional<T> none() {
        return Optional.empty();
    }
}
