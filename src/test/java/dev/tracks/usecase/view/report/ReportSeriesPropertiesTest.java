package dev.tracks.usecase.view.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.Listed;
import dev.tracks.domain.decision.Decision;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.configure.Configuration;
import dev.tracks.usecase.view.Directory;
import dev.tracks.usecase.view.Directory.Part;
import dev.tracks.usecase.view.ListedInstance;
import dev.tracks.usecase.view.ListedInvitation;
import dev.tracks.usecase.view.Period;
import dev.tracks.usecase.view.report.TrackReport.StepReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** A report and the reports about the parts of its period, which are made from the same records. */
class ReportSeriesPropertiesTest {
    private static final Period MARCH =
            new Period(Instant.parse("2025-03-01T00:00:00Z"), Instant.parse("2025-04-01T00:00:00Z"));
    private static final Duration DAY = Duration.ofDays(1);

    private final Configuration configuration = mock(Configuration.class);
    private final Directory directory = mock(Directory.class);
    private final ReportTrack reportTrack = new ReportTrack(configuration, directory);

    /** What became of one person, who starts the track and reaches its step at once. */
    record Story(int hour, EnrollmentStatus status, String result, InvitationStatus answer) {
        Instant at() {
            return MARCH.from().plus(Duration.ofHours(hour));
        }
    }

    @Provide
    static Arbitrary<List<Story>> stories() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 31 * 24 - 1),
                        Arbitraries.of(EnrollmentStatus.class),
                        Arbitraries.of("enroll", "invite", "skip", "exclude", "defer", "cancel"),
                        Arbitraries.of(InvitationStatus.class))
                .as(Story::new)
                .list()
                .ofMaxSize(40);
    }

    private static StepReached cause(int person) {
        return Fixtures.cause("day-1", "s1", "p" + person, 1);
    }

    private static ListedInstance instance(int person, Story story) {
        Optional<Instant> end = story.status() == EnrollmentStatus.ACTIVE
                ? Optional.empty()
                : Optional.of(story.at().plus(DAY.multipliedBy(person)));
        return new ListedInstance("p" + person, new EnrollmentRef("day-1", 1), story.status(), story.at(), end);
    }

    private static Run run(int person, Story story) {
        String id = "p" + person;
        Decision decision = switch (story.result()) {
            case "enroll" -> new Decision.Enroll(id, new EnrollmentRef("week-1", 1));
            case "invite" -> new Decision.Invite(id, new InvitationRef("week-1", 1));
            case "skip" -> new Decision.Skip(SkipReason.PREVIOUSLY_STARTED, Map.of());
            case "exclude" -> new Decision.Skip(SkipReason.NOT_IN_AUDIENCE, Map.of());
            default -> new Decision.Defer(id, story.at().plus(DAY));
        };
        Run run = Run.of(cause(person), decision, Optional.empty(), story.at(), Optional.empty());
        return story.result().equals("cancel") ? run.cancelled(story.at(), "root") : run;
    }

    private static ListedInvitation invitation(int person, Story story) {
        Invitation sent = Fixtures.invitation(cause(person), "week-1", 1);
        return Listed.of(
                story.answer() == InvitationStatus.PENDING
                        ? sent
                        : sent.transitionTo(
                                story.answer(),
                                TrailEntry.of(
                                        story.at().plus(DAY), story.answer().wireName())));
    }

    private void happened(List<Story> stories, boolean complete) {
        List<ListedInstance> instances = new ArrayList<>();
        List<Run> runs = new ArrayList<>();
        List<ListedInvitation> invitations = new ArrayList<>();
        for (int person = 0; person < stories.size(); person++) {
            Story story = stories.get(person);
            instances.add(instance(person, story));
            runs.add(run(person, story));
            if (story.result().equals("invite")) {
                invitations.add(invitation(person, story));
            }
        }
        when(configuration.track("day-1"))
                .thenReturn(Optional.of(new Stored<>(Fixtures.track("day-1"), 1, Fixtures.NOW, "root")));
        when(configuration.steps("day-1"))
                .thenReturn(List.of(
                        new Stored<>(Fixtures.step("day-1", "s1", "week-1").build(), 1, Fixtures.NOW, "root")));
        when(directory.instances(any(), any(), anyInt())).thenReturn(new Part<>(instances, true));
        when(directory.runs(any(), any(), any(), anyInt())).thenReturn(new Part<>(runs, true));
        when(directory.invitations(any(), any(), anyInt())).thenReturn(new Part<>(invitations, complete));
    }

    private static <K> Map<K, Integer> sum(List<TrackReport> reports, Function<TrackReport, Map<K, Integer>> counts) {
        Map<K, Integer> sum = new HashMap<>();
        reports.forEach(report -> counts.apply(report).forEach((key, count) -> sum.merge(key, count, Integer::sum)));
        return sum;
    }

    private static StepReport step(TrackReport report) {
        return report.steps().get(0);
    }

    @Property(tries = 200)
    void theCountsOfThePartsAddUpToThoseOfTheWholePeriod(
            @ForAll("stories") List<Story> stories, @ForAll Interval interval) {
        happened(stories, true);

        ReportSeries series = reportTrack.of("day-1", MARCH, interval);

        TrackReport total = series.total();
        List<TrackReport> parts = series.parts();
        assertThat(total).isEqualTo(reportTrack.of("day-1", MARCH));
        assertThat(parts).extracting(TrackReport::period).isEqualTo(interval.divide(MARCH));
        assertThat(total.instances().started()).isEqualTo(stories.size());
        assertThat(sum(parts, part -> part.instances().byStatus()))
                .isEqualTo(total.instances().byStatus());
        assertThat(sum(parts, part -> step(part).byStatus()))
                .isEqualTo(step(total).byStatus());
        assertThat(sum(parts, part -> step(part).skipped()))
                .isEqualTo(step(total).skipped());
        assertThat(sum(parts, part -> step(part).answers()))
                .isEqualTo(step(total).answers());
    }

    @Property(tries = 50)
    void aPartIsTheReportAboutItsPeriod(@ForAll("stories") List<Story> stories, @ForAll Interval interval) {
        happened(stories, true);

        assertThat(reportTrack.of("day-1", MARCH, interval).parts())
                .isEqualTo(interval.divide(MARCH).stream()
                        .map(part -> reportTrack.of("day-1", part))
                        .toList());
    }

    @Test
    void anIntervalReadsNoFurtherRecords() {
        happened(List.of(new Story(0, EnrollmentStatus.ACTIVE, "invite", InvitationStatus.ACCEPTED)), true);

        reportTrack.of("day-1", MARCH, Interval.DAY);

        verify(directory, times(1)).instances("day-1", MARCH, 6_666);
        verify(directory, times(1)).runs("day-1", "s1", MARCH.from(), 6_666);
        verify(directory, times(1)).invitations("week-1", MARCH.from(), 6_666);
        verifyNoMoreInteractions(directory);
    }

    /** The first person was invited on Monday, 10 March. */
    @Test
    void aPartIsIncompleteIfAListThatItCountsWasNotReadToItsEnd() {
        happened(
                Stream.of("skip", "invite")
                        .map(result -> new Story(
                                result.equals("skip") ? 0 : 9 * 24,
                                EnrollmentStatus.ACTIVE,
                                result,
                                InvitationStatus.ACCEPTED))
                        .toList(),
                false);

        ReportSeries series = reportTrack.of("day-1", MARCH, Interval.WEEK);

        assertThat(series.total().complete()).isFalse();
        assertThat(series.parts().stream().map(TrackReport::complete))
                .containsExactly(true, true, false, true, true, true);
    }
}
