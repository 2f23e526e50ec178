package dev.tracks.lambda.http.access;

import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.track.Track;
import dev.tracks.lambda.http.protocol.Problem;
import dev.tracks.lambda.http.protocol.ProblemException;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.configure.Configuration;
import dev.tracks.usecase.view.Directory;
import dev.tracks.usecase.view.ReadHistory;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Who may do what: the one place where roles are looked at. Each route names its {@link Rule}.
 *
 * <p>A manager's tracks are those whose {@code managers} list them, read freshly for each call. A person is "in" a track
 * if they have an instance of it, whatever its status: one query of the person's instances and one of the tracks tell.
 */
@Singleton
public final class Access {
    /** Who may use a route; admins always may. */
    public enum Rule {
        /** Everybody, with a token or without one. */
        ANYONE,
        /** Everybody with a token. */
        SIGNED_IN,
        /** Nobody else. */
        ADMIN,
        /** Every manager; the answer shows them their tracks only. */
        MANAGER,
        /** Managers of the path's track. */
        TRACK,
        /** Managers of the path's track and of the step's destination. */
        BOTH_TRACKS,
        /** Managers of a track that the path's participant is in. */
        PERSON,
        /** The path's participant, and those of {@link #PERSON}. */
        PERSON_OR_SELF,
        /** The path's participant, and managers of the path's track. */
        TRACK_OR_SELF
    }

    /** Skips whose evidence tells of the enrollee's enrollments and invitations. */
    private static final Set<SkipReason> ABOUT_ENROLLMENTS = EnumSet.of(
            SkipReason.PREVIOUSLY_STARTED,
            SkipReason.ALREADY_ACTIVE,
            SkipReason.ALREADY_COMPLETED,
            SkipReason.COOLDOWN,
            SkipReason.INVITATION_PENDING);

    /** Skips whose evidence tells of the participant's record, or of the tracks that they came through. */
    private static final Set<SkipReason> ABOUT_PARTICIPANT = EnumSet.of(
            SkipReason.NOT_IN_AUDIENCE, SkipReason.NO_MANAGER, SkipReason.LOOP_DETECTED, SkipReason.DEPTH_EXCEEDED);

    private final Configuration configuration;
    private final Directory directory;

    public Access(Configuration configuration, Directory directory) {
        this.configuration = configuration;
        this.directory = directory;
    }

    /**
     * Lets the call through, or not. For {@link Rule#BOTH_TRACKS} the destination is still to be checked, once it is
     * known, by {@link #checkDestination}.
     *
     * @throws ProblemException 403
     */
    public void check(Rule rule, Call call) {
        Caller caller = call.caller();
        boolean allowed = caller.is(Role.ADMIN)
                || switch (rule) {
                    case ANYONE, SIGNED_IN -> true;
                    case ADMIN -> false;
                    case MANAGER -> caller.is(Role.MANAGER);
                    case TRACK, BOTH_TRACKS -> manages(caller, call.trackId());
                    case PERSON -> managesTrackOf(caller, call.participantId());
                    case PERSON_OR_SELF -> isSelf(call) || managesTrackOf(caller, call.participantId());
                    case TRACK_OR_SELF -> isSelf(call) || manages(caller, call.trackId());
                };
        if (!allowed) {
            throw forbidden("your roles do not allow this");
        }
    }

    /**
     * Checks the second track of a step. One that does not exist passes: the step is refused for that.
     *
     * @throws ProblemException 403 unless the caller may point steps at that track
     */
    public void checkDestination(Caller caller, String destinationTrackId) {
        if (caller.is(Role.ADMIN)) {
            return;
        }
        Optional<Stored<Track>> destination = configuration.track(destinationTrackId);
        if (destination.isPresent() && !lists(destination.get(), caller)) {
            throw forbidden("the destination " + destinationTrackId + " does not list you as a manager");
        }
    }

    /**
     * Checks that the caller may see what a person does, where the path does not name that person.
     *
     * @throws ProblemException 403 unless the caller manages a track that the person is in
     */
    public void checkPerson(Caller caller, String participantId) {
        if (!caller.is(Role.ADMIN) && !managesTrackOf(caller, participantId)) {
            throw forbidden("you manage no track that " + participantId + " is in");
        }
    }

    /** The tracks that the caller may see something of, whatever it is. */
    public Predicate<String> tracksOf(Caller caller) {
        return caller.is(Role.ADMIN) ? trackId -> true : managed(caller)::contains;
    }

    /** The tracks of which the caller may see what the path's participant does in them. */
    public Predicate<String> tracksSeen(Call call) {
        return isSelf(call) ? trackId -> true : tracksOf(call.caller());
    }

    /**
     * The entries of a person's history whose evidence the caller may see. Evidence about somebody's enrollments is for
     * those who may read these: the person, admins, and managers of the track. Evidence about the participant who reached
     * the step is for those who may read that person. All other evidence is about tracks and steps.
     *
     * <p>A run names the enrollee and the destination of its latest evaluation only. Of an earlier one it is not known
     * whose enrollments its evidence is about: that is for admins.
     */
    public Predicate<ReadHistory.Entry> evidenceSeen(Caller caller) {
        if (caller.is(Role.ADMIN)) {
            return entry -> true;
        }
        Set<String> managed = managed(caller);
        Predicate<String> people = peopleSeen(caller);
        return entry -> {
            SkipReason reason = entry.event().reason().orElse(SkipReason.STEP_NOT_FOUND);
            if (ABOUT_ENROLLMENTS.contains(reason)) {
                boolean managesDestination =
                        entry.destinationTrackId().filter(managed::contains).isPresent();
                boolean isSelf = entry.enrolleeId()
                        .filter(enrollee -> isSelf(caller, enrollee))
                        .isPresent();
                return entry.isLatest() && (isSelf || managesDestination);
            }
            return !ABOUT_PARTICIPANT.contains(reason)
                    || entry.source()
                            .cause()
                            .filter(cause -> people.test(cause.participantId()))
                            .isPresent();
        };
    }

    /** The people of whom the caller may read more than their id; each is looked up once. */
    public Predicate<String> peopleSeen(Caller caller) {
        Map<String, Boolean> known = new HashMap<>();
        return person -> caller.is(Role.ADMIN)
                || isSelf(caller, person)
                || known.computeIfAbsent(person, id -> managesTrackOf(caller, id));
    }

    private static boolean isSelf(Call call) {
        return isSelf(call.caller(), call.participantId());
    }

    private static boolean isSelf(Caller caller, String participantId) {
        return !caller.roles().isEmpty() && caller.subject().equals(participantId);
    }

    private boolean manages(Caller caller, String trackId) {
        return caller.is(Role.MANAGER)
                && configuration
                        .track(trackId)
                        .filter(track -> lists(track, caller))
                        .isPresent();
    }

    private boolean managesTrackOf(Caller caller, String participantId) {
        Set<String> managed = managed(caller);
        return !managed.isEmpty()
                && directory.enrollments(participantId).stream()
                        .anyMatch(enrollment -> managed.contains(enrollment.trackId()));
    }

    private Set<String> managed(Caller caller) {
        if (!caller.is(Role.MANAGER)) {
            return Set.of();
        }
        return configuration.tracks().stream()
                .filter(track -> lists(track, caller))
                .map(track -> track.value().id())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean lists(Stored<Track> track, Caller caller) {
        return track.value().managers().contains(caller.subject());
    }

    private static ProblemException forbidden(String detail) {
        return new ProblemException(Problem.of(403, "forbidden", "Forbidden", detail));
    }
}
