package dev.tracks.bench;

import dev.tracks.Fixtures;
import dev.tracks.domain.decision.Decision;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.message.MessageText;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.Lineage;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.record.Source;
import dev.tracks.domain.record.StepReached;
import dev.tracks.store.TableConfiguration;
import dev.tracks.store.TableDirectory;
import dev.tracks.store.TableLedger;
import dev.tracks.store.TableParticipants;
import dev.tracks.store.TableUndeliverables;
import dev.tracks.store.item.UndeliverableItem;
import dev.tracks.store.people.TableTrackPeople;
import dev.tracks.store.table.MemoryTable;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.message.Refusal;
import dev.tracks.usecase.view.Directory.Page;
import dev.tracks.usecase.view.Period;
import dev.tracks.usecase.view.ShowActivity;
import dev.tracks.usecase.view.ShowImpact;
import dev.tracks.usecase.view.report.ReportTrack;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What each list costs: the same code as in {@code api} over a table in memory, whose requests are counted. Everybody has an
 * enrollment of a track with a message of 300 characters, and one in ten an invitation and an undeliverable message.
 */
final class CountedLists {
    static final int PEOPLE = 2_000;
    private static final Instant NOW = Fixtures.NOW;
    private static final String TEXT = "Welcome to your first week! ".repeat(11);

    /**
     * The cost of one page, or of a whole answer.
     *
     * @param records the number of records on it, or that it counts
     */
    record ListCost(String list, int records, ResourceUsage use) {}

    private final MemoryTable memory = new MemoryTable();
    private final CountedTable table = new CountedTable(memory);
    private final TableParticipants people = new TableParticipants(table, Fixtures.PARTICIPANT_READER);
    private final TableDirectory directory = new TableDirectory(table, Fixtures.PARTICIPANT_READER);
    private final TableConfiguration configuration = new TableConfiguration(table);

    /** Writes the records. */
    CountedLists() {
        List.of("day-1", "week-1", "leadership")
                .forEach(track ->
                        configuration.saveTrack(Change.of(Fixtures.track(track), Optional.empty(), NOW, "root")));
        var graph = configuration.graph();
        configuration.saveStep(
                Change.of(Fixtures.step("day-1", "s1", "week-1").build(), Optional.empty(), NOW, "root"),
                graph.next(graph.graph()));
        for (int i = 0; i < PEOPLE; i++) {
            write("person-" + i, i % 10 == 0);
        }
        table.take();
    }

    private void write(String id, boolean invited) {
        Participant person = Fixtures.person(id)
                .email(id + "@example.com")
                .attributes(Map.of("department", "engineering", "office", "Berlin"))
                .build();
        people.save(Change.of(person, Optional.empty(), NOW, "root"), TableParticipants.Current.NONE);
        TableLedger ledger = new TableLedger(table, Fixtures.PARTICIPANT_READER, InstantSource.fixed(NOW));
        StepReached cause = Fixtures.cause("day-1", "s1", id, 1);
        EnrollmentRef ref = new EnrollmentRef("week-1", 1);
        Enrollment enrollment =
                Enrollment.started(id, ref, NOW, Source.step(cause), new Lineage(List.of("day-1", "week-1")));
        ledger.enroll(run(cause, new Decision.Enroll(id, ref)), enrollment, Optional.of(new MessageText(TEXT)));
        if (invited) {
            StepReached other = Fixtures.cause("day-1", "s2", id, 1);
            Invitation invitation = Fixtures.invitation(other, "leadership", 1);
            ledger.invite(
                    run(other, new Decision.Invite(id, invitation.ref())),
                    invitation,
                    new EnrollmentRef("leadership", 1));
            MessageRef message = new MessageRef(MessageKind.CONFIRMATION, id, "week-1", 1);
            table.write(List.of(UndeliverableItem.put(message, new Refusal(NOW, "slack", "channel_not_found"))));
        }
    }

    private static Run run(StepReached cause, Decision decision) {
        return Run.of(
                cause,
                decision,
                Optional.of(Fixtures.step("day-1", "s1", "week-1").build()),
                NOW,
                Optional.empty());
    }

    List<ListCost> count() {
        List<ListCost> costs = new ArrayList<>();
        costs.addAll(pages(25));
        costs.addAll(pages(100));
        Period day = new Period(NOW, NOW.plus(Duration.ofDays(1)));
        new ReportTrack(configuration, directory).of("week-1", day);
        costs.add(new ListCost("report: instances of a track", PEOPLE, table.take()));
        new ReportTrack(configuration, directory).of("day-1", day);
        costs.add(new ListCost("report: runs of a step", PEOPLE, table.take()));
        new ShowActivity(configuration, directory, InstantSource.fixed(NOW)).of("day-1");
        costs.add(new ListCost("activity: up to 1,000 runs of a step", 1_000, table.take()));
        new ShowImpact(configuration, directory).of("week-1");
        costs.add(new ListCost("impact: up to 100 of each shard", 1_600, table.take()));
        return costs;
    }

    private List<ListCost> pages(int limit) {
        return List.of(
                page("people by name", directory.participants("", limit, Optional.empty()), each -> Optional.empty()),
                page(
                        "people by search word",
                        directory.participants("person", limit, Optional.empty()),
                        each -> Optional.empty()),
                page(
                        "enrollments of a track",
                        new TableTrackPeople(table).enrollments("week-1", Set.of(), "", limit, Optional.empty()),
                        each -> Optional.of(each.value().participantId())),
                page(
                        "runs of a step",
                        directory.matchingRunsOfStep(
                                "day-1", "s1", Instant.EPOCH, runs -> run -> true, limit, Optional.empty()),
                        run -> Optional.of(run.cause().participantId())),
                page(
                        "undeliverable messages",
                        new TableUndeliverables(table).undeliverable(NOW, entry -> true, limit, Optional.empty()),
                        entry -> Optional.of(entry.message().participantId())));
    }

    /** @param person whose name the page shows, if it does not show the person */
    private <T> ListCost page(String list, Page<T> page, Function<T, Optional<String>> person) {
        people.names(page.data().stream()
                .flatMap(each -> person.apply(each).stream())
                .toList());
        return new ListCost(list, page.data().size(), table.take());
    }

    /** As Markdown for the page. */
    static List<String> lines(List<ListCost> costs) {
        List<String> lines = new ArrayList<>(Figures.head("list", "records", "requests", "read units"));
        costs.forEach(cost -> lines.add(Figures.row(
                cost.list(),
                "%,d".formatted(cost.records()),
                cost.use().requestText(),
                Figures.plain(cost.use().units().reads()))));
        return lines;
    }
}
