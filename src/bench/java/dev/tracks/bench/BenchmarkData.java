package dev.tracks.bench;

import dev.tracks.Fixtures;
import dev.tracks.domain.message.MessageTemplate;
import dev.tracks.domain.record.Aliases;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.Lineage;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.record.ParticipantZone;
import dev.tracks.domain.record.Source;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.step.Audience;
import dev.tracks.domain.step.Enrollee;
import dev.tracks.domain.step.EnrollmentMethod;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.domain.step.ReachedBy;
import dev.tracks.domain.track.Track;
import dev.tracks.domain.track.TrackGraph;
import dev.tracks.domain.track.TrackStatus;
import dev.tracks.store.TableConfiguration;
import dev.tracks.store.TableLedger;
import dev.tracks.store.TableParticipants;
import dev.tracks.store.item.person.ParticipantReader;
import dev.tracks.store.table.DynamoTable;
import dev.tracks.store.table.Table;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.configure.Configuration.StoredGraph;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Tracks, a step and people, written to a table in the program's own format. */
public final class BenchmarkData {
    static final String SOURCE = "day-1";
    static final String DESTINATION = "week-1";
    static final String STEP = "s1";
    private static final String WRITER = "bench";

    private final TableConfiguration configuration;
    private final TableParticipants participants;
    private final TableLedger ledger;
    private final Instant at;
    private int lastPerson;

    BenchmarkData(DynamoDbClient client, String table) {
        this(new DynamoTable(client, table, round -> {}), Instant.now());
    }

    /** @param now everything written here has times of an hour before */
    public BenchmarkData(Table table, Instant now) {
        at = now.minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MILLIS);
        configuration = new TableConfiguration(table);
        participants = new TableParticipants(table, new ParticipantReader(ZoneId.of("UTC")));
        ledger = new TableLedger(table, new ParticipantReader(ZoneId.of("UTC")), InstantSource.system());
    }

    /** Two tracks, and a step that enrolls engineers from the first in the second without a delay. */
    public BenchmarkData configured() {
        save(track(SOURCE, "Day 1", TrackStatus.ACTIVE));
        save(track(DESTINATION, "Week 1", TrackStatus.ACTIVE));
        save(step());
        return this;
    }

    static Track track(String id, String title, TrackStatus status) {
        return new Track(id, title, "", status, List.of());
    }

    static AddToTrackStep step() {
        return new AddToTrackStep(
                new TrackGraph.Edge(SOURCE, STEP, DESTINATION),
                Optional.empty(),
                EnrollmentMethod.AUTOMATIC,
                new AddToTrackStep.Messages(
                        Optional.empty(),
                        MessageTemplate.parse(AddToTrackStep.DEFAULT_JOIN_BUTTON),
                        Optional.of(MessageTemplate.parse(
                                "Well done, {{user}}! {{current_track}} is behind you and {{track}} begins. 🎉"))),
                new AddToTrackStep.ReEnrollmentPolicy(ReEnrollment.NO, Optional.empty()),
                Enrollee.PARTICIPANT,
                new AddToTrackStep.Trigger(
                        ReachedBy.TRACK_START,
                        Optional.empty(),
                        new Audience(Map.of("role", Set.of("engineer", "designer")))),
                true);
    }

    static Participant person(String id) {
        return new Participant(
                id,
                "Ada Lovelace " + id,
                new Aliases(Optional.of(id + "@example.com"), Optional.empty(), Optional.empty()),
                Optional.of("grace"),
                ParticipantZone.of(ZoneId.of("Europe/Berlin")),
                Map.of("role", "engineer", "team", "analytics"),
                true);
    }

    /** An active instance that began an hour ago. */
    Enrollment started(String participantId, String trackId, int instance) {
        return Enrollment.started(
                participantId, new EnrollmentRef(trackId, instance), at, Source.API, Lineage.start(trackId));
    }

    /** The event of a new person who has started the first track. */
    public String freshEvent() {
        String id = freshId();
        save(person(id));
        save(started(id, SOURCE, 1));
        return event(SOURCE, STEP, id);
    }

    /** The id of a person who does not exist yet. */
    String freshId() {
        return "person-%05d".formatted(++lastPerson);
    }

    /** A person with a manager of their own. */
    void saveWithManager(String id) {
        String managerId = "manager-of-" + id;
        save(person(managerId));
        save(Fixtures.person(id)
                .named("Ada Lovelace")
                .email(id + "@example.com")
                .managedBy(managerId)
                .attributes(person(id).attributes())
                .build());
    }

    static String event(String trackId, String stepId, String participantId) {
        return "{\"trackId\":\"%s\",\"stepId\":\"%s\",\"participantId\":\"%s\",\"instance\":1}"
                .formatted(trackId, stepId, participantId);
    }

    void save(Track track) {
        done(configuration.saveTrack(Change.of(track, configuration.track(track.id()), at, WRITER)));
    }

    void save(AddToTrackStep step) {
        StoredGraph graph = configuration.graph();
        done(configuration.saveStep(
                Change.of(step, configuration.step(step.trackId(), step.id()), at, WRITER), graph.next(graph.graph())));
    }

    void save(Participant person) {
        done(participants.save(Change.of(person, Optional.empty(), at, WRITER), TableParticipants.Current.NONE));
    }

    void save(Enrollment enrollment) {
        done(ledger.enrollDirectly(enrollment, Optional.empty(), WRITER));
    }

    private static void done(WriteResult written) {
        if (written != WriteResult.WRITTEN) {
            throw new IllegalStateException("not written: " + written);
        }
    }
}
