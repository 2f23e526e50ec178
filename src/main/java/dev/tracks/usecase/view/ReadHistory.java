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
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Answers "why was (or wasn't) this person enrolled?". */
@Singleton
public final class ReadHistory {
    /** The decision of an entry for a message that its channel permanently refused. */
    public static final String UNDELIVERABLE = "undeliverable";

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

    /**
     * A page of the person's entries, newest first. It reads all of the person's own records; of the runs of other
     * people, it reads those that are newer than the page's last entry.
     */
    public Directory.Page<Entry> of(String participantId, int limit, Optional<String> cursor) {
        Optional<Place> after = cursor.map(Place::parse);
        NavigableMap<Place, Entry> newest = new TreeMap<>();
        own(participantId).forEach(placed -> add(placed, newest, limit, after));
        Iterator<Run> asEnrollee = directory.runsAsEnrollee(participantId).iterator();
        while (asEnrollee.hasNext()) {
            Run run = asEnrollee.next();
            // All entries of this run and of the following runs are older.
            if (newest.size() > limit && run.at().isBefore(newest.lastKey().at())) {
                break;
            }
            placed(run).forEach(placed -> add(placed, newest, limit, after));
        }
        List<Place> places = List.copyOf(newest.keySet());
        return new Directory.Page<>(
                newest.values().stream().limit(limit).toList(),
                places.size() > limit ? Optional.of(places.get(limit - 1).text()) : Optional.empty());
    }

    /** Keeps one entry more than the limit, which shows whether another page follows. */
    private static void add(Placed placed, NavigableMap<Place, Entry> newest, int limit, Optional<Place> after) {
        if (after.isEmpty() || placed.place().compareTo(after.get()) > 0) {
            newest.put(placed.place(), placed.entry());
        }
        if (newest.size() > limit + 1) {
            newest.pollLastEntry();
        }
    }

    /** The result of the run's latest evaluation as an entry. */
    public static Entry latest(Run run) {
        return entry(run, run.trail().get(run.trail().size() - 1));
    }

    private record Placed(Place place, Entry entry) {}

    /**
     * The position of an entry in the history.
     *
     * @param record the record that the entry is from
     * @param number distinguishes the entries of a record at the same time; the last one is the newest
     */
    private record Place(Instant at, String record, int number) implements Comparable<Place> {
        private static final Comparator<Place> ORDER = Comparator.comparing(Place::at)
                .reversed()
                .thenComparing(Place::record)
                .thenComparing(Comparator.comparing(Place::number).reversed());

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }

        String text() {
            String text = at.toEpochMilli() + " " + number + " " + record;
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }

        /** @throws Directory.InvalidCursorException if the text is not one of {@link #text()} */
        static Place parse(String text) {
            try {
                String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", 3);
                if (parts.length == 3) {
                    return new Place(
                            Instant.ofEpochMilli(Long.parseLong(parts[0])), parts[2], Integer.parseInt(parts[1]));
                }
            } catch (IllegalArgumentException neitherBase64NorANumber) {
                throw new Directory.InvalidCursorException();
            }
            throw new Directory.InvalidCursorException();
        }
    }

    private Stream<Placed> own(String participantId) {
        Stream<Placed> runs = directory.runs(participantId).stream().flatMap(ReadHistory::placed);
        Stream<Placed> direct = directory.enrollments(participantId).stream()
                .filter(enrollment -> enrollment.source().cause().isEmpty())
                .flatMap(enrollment -> placed(Type.ENROLLMENT, enrollment.ref(), Stream.of(entry(enrollment))));
        Stream<Placed> answers = directory.invitations(participantId).stream()
                .flatMap(invitation -> placed(Type.INVITATION, invitation.ref(), entries(invitation)));
        Stream<Placed> undeliverable = directory.undeliverable(participantId).stream()
                .flatMap(message -> placed(Type.MESSAGE, message.message(), Stream.of(entry(message))));
        return Stream.of(runs, direct, answers, undeliverable).flatMap(entries -> entries);
    }

    private static Stream<Placed> placed(Run run) {
        return placed(Type.RUN, run.cause(), run.trail().stream().map(event -> entry(run, event)));
    }

    /**
     * The types of records. In the history, which begins with the newest, entries at the same time are in this order: a
     * run is newer than the enrollment that started it.
     */
    private enum Type {
        RUN,
        ENROLLMENT,
        INVITATION,
        MESSAGE
    }

    /**
     * @param record identifies the record within its type
     * @param oldestFirst the record's entries
     */
    private static Stream<Placed> placed(Type type, Record record, Stream<Entry> oldestFirst) {
        Map<Instant, Integer> atSameTime = new HashMap<>();
        return oldestFirst.map(entry -> {
            Instant at = entry.event().at();
            return new Placed(
                    new Place(at, type.ordinal() + " " + record, atSameTime.merge(at, 1, Integer::sum)), entry);
        });
    }

    private static Entry entry(Run run, TrailEntry event) {
        return new Entry(
                event,
                Source.step(run.cause()),
                has(event, RunStatus.ENROLLED) ? run.enrollment() : Optional.empty(),
                run.destinationTrackId(),
                run.enrolleeId(),
                has(event, RunStatus.DEFERRED) ? run.dueAt() : Optional.empty(),
                event == run.trail().get(run.trail().size() - 1));
    }

    /** The changes of an invitation. Its creation is an entry of its run, or its own if it follows an earlier one. */
    private static Stream<Entry> entries(Invitation invitation) {
        Source source = Source.invitation(invitation.source().cause().orElseThrow());
        return invitation.trail().stream()
                .filter(entry -> invitation.isReinvitation() || !has(entry, RunStatus.INVITED))
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
                new TrailEntry(undeliverable.at(), UNDELIVERABLE, Optional.empty(), evidence(undeliverable)),
                undeliverable.source(),
                Optional.of(new EnrollmentRef(message.trackId(), message.number()))
                        .filter(enrollment -> message.kind() == MessageKind.CONFIRMATION),
                Optional.of(message.trackId()),
                Optional.of(message.participantId()),
                Optional.empty(),
                true);
    }

    private static Map<String, Object> evidence(UndeliverableMessage undeliverable) {
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("message", undeliverable.message().kind().wireName());
        evidence.put("error", undeliverable.error());
        undeliverable.detail().ifPresent(detail -> evidence.put("detail", detail));
        return evidence;
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
