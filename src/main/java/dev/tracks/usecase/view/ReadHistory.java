package dev.tracks.usecase.view;

import dev.tracks.domain.decision.Run;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.Source;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.usecase.message.UndeliverableMessage;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Answers "why was (or wasn't) this person enrolled?". */
@Singleton
public final class ReadHistory {
    /** The decision of an entry for a message that its channel permanently refused. */
    public static final String UNDELIVERABLE = "undeliverable";

    /** The maximum number of entries in one answer (contract). */
    public static final int MAX = 500;

    /**
     * One evaluation, direct enrollment, change of an invitation, or message that could not be delivered.
     *
     * @param event when and what was decided or done, with reason and evidence
     * @param destinationTrackId the destination, if it is known; for a run, that of its last evaluation
     * @param enrolleeId the person who was or would have been enrolled, if known
     * @param dueAt when the delay of a deferral ends
     * @param isLatest false for an evaluation that a later one of the same run has replaced; its destination and
     *     enrollee may have been different
     */
    public record Entry(
            TrailEntry event,
            Source source,
            Optional<EnrollmentRef> enrollment,
            Optional<String> destinationTrackId,
            Optional<String> enrolleeId,
            Optional<Instant> dueAt,
            boolean isLatest) {}

    private final Directory directory;

    public ReadHistory(Directory directory) {
        this.directory = directory;
    }

    /** The person's entries, newest first, at most 500. */
    public List<Entry> of(String participantId) {
        Stream<Entry> runs = directory.runs(participantId).stream().flatMap(ReadHistory::entries);
        Stream<Entry> direct = directory.enrollments(participantId).stream()
                .filter(enrollment -> enrollment.source().kind() == Source.Kind.API)
                .map(ReadHistory::entry);
        Stream<Entry> answers = directory.invitations(participantId).stream().flatMap(ReadHistory::entries);
        Stream<Entry> undeliverable =
                directory.undeliverable(participantId).stream().map(ReadHistory::entry);
        return Stream.of(runs, direct, answers, undeliverable)
                .flatMap(entries -> entries)
                .sorted(Comparator.comparing((Entry entry) -> entry.event().at())
                        .reversed())
                .limit(MAX)
                .toList();
    }

    private static Stream<Entry> entries(Run run) {
        return run.trail().stream()
                .map(entry -> new Entry(
                        entry,
                        Source.step(run.cause()),
                        has(entry, RunStatus.ENROLLED) ? run.enrollment() : Optional.empty(),
                        run.destinationTrackId(),
                        run.enrolleeId(),
                        has(entry, RunStatus.DEFERRED) ? run.dueAt() : Optional.empty(),
                        entry == run.trail().get(run.trail().size() - 1)));
    }

    /** The changes of an invitation after it was created. Its creation is an entry of its run. */
    private static Stream<Entry> entries(Invitation invitation) {
        Source source = Source.invitation(invitation.source().cause().orElseThrow());
        return invitation.trail().stream()
                .filter(entry -> !entry.decision().equals(RunStatus.INVITED.wireName()))
                .map(entry -> new Entry(
                        entry,
                        source,
                        Optional.ofNullable((Integer) entry.evidence().get(Invitation.INSTANCE))
                                .filter(instance -> entry.decision().equals(InvitationStatus.ACCEPTED.wireName()))
                                .map(instance -> new EnrollmentRef(invitation.trackId(), instance)),
                        Optional.of(invitation.trackId()),
                        Optional.of(invitation.participantId()),
                        Optional.empty(),
                        true));
    }

    private static Entry entry(UndeliverableMessage undeliverable) {
        MessageRef message = undeliverable.message();
        return new Entry(
                new TrailEntry(
                        undeliverable.at(),
                        UNDELIVERABLE,
                        Optional.empty(),
                        Map.of("message", message.kind().wireName(), "error", undeliverable.error())),
                undeliverable.source(),
                Optional.of(new EnrollmentRef(message.trackId(), message.number()))
                        .filter(enrollment -> message.kind() == MessageKind.CONFIRMATION),
                Optional.of(message.trackId()),
                Optional.of(message.participantId()),
                Optional.empty(),
                true);
    }

    private static boolean has(TrailEntry entry, RunStatus status) {
        return entry.decision().equals(status.wireName());
    }

    private static Entry entry(Enrollment enrollment) {
        return new Entry(
                TrailEntry.of(enrollment.startedAt(), RunStatus.ENROLLED.wireName()),
                enrollment.source(),
                Optional.of(enrollment.ref()),
                Optional.of(enrollment.trackId()),
                Optional.of(enrollment.participantId()),
                Optional.empty(),
                true);
    }
}
