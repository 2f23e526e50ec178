package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.job.Job;
import dev.tracks.domain.job.JobStatus;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.Participant;
import dev.tracks.store.job.TableJobDirectory;
import dev.tracks.store.job.TableJobs;
import dev.tracks.store.table.Check;
import dev.tracks.store.table.Condition;
import dev.tracks.store.table.Index;
import dev.tracks.store.table.Items;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Table;
import dev.tracks.store.table.Write;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.invite.AnswerInvitation;
import dev.tracks.usecase.job.ReadJobs;
import dev.tracks.usecase.sweep.Sweep;
import dev.tracks.usecase.view.Directory;
import dev.tracks.usecase.view.Period;
import dev.tracks.usecase.view.report.ReportTrack;
import dev.tracks.usecase.view.report.TrackReport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The present code on the items that the version before it has written ({@link StoryOfEveryItem}): it lists them all, and
 * continues all work, once. {@code src/test/resources/stored/README.md} says how the items were written.
 */
abstract class StoredByPreviousVersionContract {
    private static final Path ITEMS = Path.of("src/test/resources/stored/90f26838.jsonl");
    private static final Instant WRITTEN = Instant.parse("2025-03-03T09:00:00Z");

    private FunctionsOverTable functions;
    private Ports ports;

    /** A new table without items. */
    abstract Table emptyTable();

    @BeforeEach
    void readItems() {
        Table table = emptyTable();
        functions = new FunctionsOverTable(table);
        ports = functions.ports;
        for (Map<String, AttributeValue> item : StoredTable.read(ITEMS)) {
            table.write(List.of(new Write.Put(item, Check.of(Condition.ALWAYS))));
        }
    }

    // ---- lists ------------------------------------------------------------------------------------------------------

    @Test
    void peopleAreListedAndFound() {
        List<Stored<Participant>> all =
                ports.directory.participants("", 100, Optional.empty()).data();

        assertThat(all).hasSize(16 + 60 + 3 + 1);
        assertThat(ports.directory
                        .participants("version previous lin", 10, Optional.empty())
                        .data())
                .extracting(person -> person.value().email())
                .containsExactly(Optional.of("linus@example.com"));
        assertThat(ports.participants.slice(0, 100).total()).isEqualTo(79);
    }

    @Test
    void instancesAreListedWithTheirProgressAndCounted() {
        List<Stored<Enrollment>> day1 = ports.people
                .enrollments("day-1", Set.of(), "", 100, Optional.empty())
                .data();

        assertThat(day1).hasSize(16);
        assertThat(day1.stream().map(Stored::value))
                .filteredOn(instance -> instance.status() == EnrollmentStatus.COMPLETED)
                .singleElement()
                .satisfies(instance -> assertThat(instance.progress()).containsKey("videos"));
        assertThat(ports.directory.activeInstances("day-1")).isEqualTo(new Directory.Count(15, true));
        assertThat(ports.directory.pendingInvitations("leadership", "day-1")).isEqualTo(new Directory.Count(2, true));
    }

    @Test
    void runsAndUndeliverableMessagesAreListed() {
        assertThat(ports.directory
                        .runsOfStep("day-1", "off", WRITTEN, 100, Optional.empty())
                        .data())
                .extracting(run -> run.cause().participantId() + " " + run.status())
                .containsExactlyInAnyOrder("walt SKIPPED", "xena SKIPPED");
        assertThat(ports.directory.runsAsEnrollee("grace"))
                .extracting(run -> run.cause().participantId())
                .contains("yves");
        assertThat(ports.undeliverables
                        .undeliverable(WRITTEN, entry -> true, 10, Optional.empty())
                        .data())
                .extracting(entry -> entry.message() + " " + entry.refusal().error())
                .containsExactly(StoryOfEveryItem.confirmation("olga") + " channel_not_found");
    }

    @Test
    void aReportCountsThem() {
        Period day = new Period(WRITTEN, WRITTEN.plus(Duration.ofDays(1)));

        TrackReport report = new ReportTrack(ports.configuration, ports.directory).of("day-1", day);

        assertThat(report.instances().started()).isEqualTo(16);
        assertThat(report.steps())
                .filteredOn(step -> step.stepId().equals("invite"))
                .singleElement()
                .satisfies(step -> {
                    assertThat(step.answers())
                            .containsEntry(InvitationStatus.ACCEPTED, 1)
                            .containsEntry(InvitationStatus.DECLINED, 1)
                            .containsEntry(InvitationStatus.PENDING, 2);
                    assertThat(step.daysToJoin()).isPresent();
                });
    }

    // ---- work -------------------------------------------------------------------------------------------------------

    @Test
    void allWorkContinuesAndEachMessageIsSentOnce() {
        ports.clock.advance(Duration.ofMinutes(2));
        Stream.of("linus", "mary", "olga").map(StoryOfEveryItem::confirmation).forEach(functions::redeliver);
        assertThat(new StoryOfEveryItem(functions)
                        .answer("quinn", AnswerInvitation.Reply.JOIN)
                        .result())
                .isEqualTo(AnswerInvitation.Result.JOINED);
        for (int hour = 0; hour < 24 * 16; hour++) {
            assertThat(functions.work()).extracting(Sweep.Counts::failures).isEqualTo(new Sweep.Failures(0, List.of()));
            ports.clock.advance(Duration.ofHours(1));
        }

        assertThat(functions.sent).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expectedMessages());
        assertThat(unpublished()).isEmpty();
        assertThat(instances("month-1"))
                .containsExactlyInAnyOrderElementsOf(Stream.of(
                                Stream.of("uma", "vera", "ada", "grace"),
                                StoryOfEveryItem.BEGUN.stream(),
                                StoryOfEveryItem.SCHEDULED.stream())
                        .flatMap(people -> people)
                        .toList());
        assertThat(instances("leadership")).containsExactlyInAnyOrder("sam", "xena", "quinn");
        assertThat(invitation("rosa").status()).isEqualTo(InvitationStatus.EXPIRED);
        jobsAreDone();
        assertThat(ports.directory
                        .runsOfStep("day-1", "old", WRITTEN, 10, Optional.empty())
                        .data())
                .extracting(run -> run.status())
                .containsOnly(RunStatus.SKIPPED);
    }

    private static List<MessageRef> expectedMessages() {
        return List.of(
                StoryOfEveryItem.confirmation("ada"),
                StoryOfEveryItem.confirmation("mary"),
                StoryOfEveryItem.confirmation("noah"),
                StoryOfEveryItem.confirmation("paul"),
                new MessageRef(MessageKind.INVITATION, "ada", "leadership", 1),
                new MessageRef(MessageKind.INVITATION, "rosa", "leadership", 1),
                new MessageRef(MessageKind.REMINDER, "ada", "leadership", 1),
                new MessageRef(MessageKind.REMINDER, "rosa", "leadership", 1));
    }

    private Set<String> unpublished() {
        return Stream.concat(StoryOfEveryItem.PEOPLE.stream(), StoryOfEveryItem.BEGUN.stream())
                .flatMap(person -> Pages.all(ports.table, Table.Query.prefix(Index.TABLE, Keys.user(person), "")))
                .filter(item -> item.containsKey(Items.PENDING))
                .map(item -> Items.key(item).toString())
                .collect(Collectors.toSet());
    }

    private List<String> instances(String trackId) {
        return ports.people.enrollments(trackId, Set.of(), "", 100, Optional.empty()).data().stream()
                .map(stored -> stored.value().participantId())
                .toList();
    }

    private Invitation invitation(String person) {
        return ports.directory.invitations(person).get(0);
    }

    private void jobsAreDone() {
        ReadJobs jobs = new ReadJobs(new TableJobs(ports.table, ports.clock), new TableJobDirectory(ports.table));
        assertThat(jobs.jobs(job -> true, 10, Optional.empty()).data())
                .hasSize(2)
                .allSatisfy(counted -> {
                    Job job = counted.job();
                    assertThat(job.status()).isEqualTo(JobStatus.DONE);
                    assertThat(counted.result().tally().counts())
                            .isEqualTo(
                                    Map.of("enrolled", counted.result().total().orElseThrow()));
                });
    }
}
