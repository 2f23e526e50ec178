package dev.tracks.usecase;

import dev.tracks.domain.Enrollment;
import dev.tracks.domain.EnrollmentRef;
import dev.tracks.domain.Invitation;
import dev.tracks.domain.InvitationStatus;
import dev.tracks.domain.Run;
import dev.tracks.domain.RunStatus;
import dev.tracks.domain.SkipReason;
import dev.tracks.domain.Source;
import dev.tracks.domain.TrailEntry;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Somebody asks "why was (or wasn't) this person enrolled?". */
public final class ReadHistory {
    /** The most entries that one answer has (contract). */
    static final int MAX = 500;

    /** One evaluation, enrollment or answer. */
    public record Entry(
            Instant at,
            String decision,
            Optional<SkipReason> reason,
            Map<String, Object> evidence,
            Source source,
            Optional<EnrollmentRef> enrollment) {}

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
        return Stream.of(runs, direct, answers)
                .flatMap(entries -> entries)
                .sorted(Comparator.comparing(Entry::at).reversed())
                .limit(MAX)
                .toList();
    }

    private static Stream<Entry> entries(Run run) {
        return run.trail().stream()
                .map(entry -> new Entry(
                        entry.at(),
                        entry.decision(),
                        entry.reason(),
                        entry.evidence(),
                        Source.step(run.cause()),
                        enrolled(entry) ? run.enrollment() : Optional.empty()));
    }

    /** What happened to an invitation after it was written, which its run tells. */
    private static Stream<Entry> entries(Invitation invitation) {
        Source source = Source.invitation(invitation.source().cause().orElseThrow());
        return invitation.trail().stream()
                .filter(entry -> !entry.decision().equals(RunStatus.INVITED.wireName()))
                .map(entry -> new Entry(
                        entry.at(),
                        entry.decision(),
                        entry.reason(),
                        entry.evidence(),
                        source,
                        Optional.ofNullable((Integer) entry.evidence().get(AnswerInvitation.INSTANCE))
                                .filter(instance -> entry.decision().equals(InvitationStatus.ACCEPTED.wireName()))
                                .map(instance -> new EnrollmentRef(invitation.trackId(), instance))));
    }

    private static boolean enrolled(TrailEntry entry) {
        return entry.decision().equals(RunStatus.ENROLLED.wireName());
    }

    private static Entry entry(Enrollment enrollment) {
        return new Entry(
                enrollment.startedAt(),
                RunStatus.ENROLLED.wireName(),
                Optional.empty(),
                Map.of(),
                enrollment.source(),
                Optional.of(enrollment.ref()));
    }
}
