package dev.tracks.lambda.http.access;

import dev.tracks.domain.job.Job;
import dev.tracks.domain.job.JobRow;
import dev.tracks.domain.record.PersonRef;
import dev.tracks.domain.track.Track;
import dev.tracks.lambda.http.protocol.Problem;
import dev.tracks.lambda.http.protocol.ProblemException;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.configure.Configuration;
import dev.tracks.usecase.view.Directory;
import dev.tracks.usecase.view.ReadHistory;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Access control: the only place that checks roles. Each route names its {@link Rule}.
 *
 * <p>A manager manages the tracks whose {@code managers} list them; this is read anew for each call. A person is "in" a
 * track if they have an instance of it, of any status. The check takes one query of the person's instances and one of
 * the tracks.
 */
@Singleton
public final class Access {
    /** Who may use a route. Admins may use every route. */
    public enum Rule {
        /** Everyone, with or without a token. */
        ANYONE,
        /** Everyone with a token. */
        SIGNED_IN,
        /** Admins only. */
        ADMIN,
        /** Every manager; the response shows them their own tracks only. */
        MANAGER,
        /** Managers of the path's track. */
        TRACK,
        /** Managers of the path's track who also manage the step's destination. */
        BOTH_TRACKS,
        /** Managers of a track that the path's participant is in. */
        PERSON,
        /** The path's participant, and managers of a track that they are in. */
        PERSON_OR_SELF,
        /** The path's participant, and managers of the path's track. */
        TRACK_OR_SELF
    }

    private final Configuration configuration;
    private final Directory directory;

    public Access(Configuration configuration, Directory directory) {
        this.configuration = configuration;
        this.directory = directory;
    }

    /**
     * Checks the route's rule. For {@link Rule#BOTH_TRACKS} it checks the path's track only; once the destination is
     * known, call {@link #checkDestination}.
     *
     * @throws ProblemException 403 if the rule does not allow the call; the detail names the role that is required
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
            throw forbidden(required(rule, call));
        }
    }

    /**
     * Checks that the caller is a participant. An admin need not be one, and {@link Rule#SIGNED_IN} requires none.
     *
     * @throws ProblemException 403 with the names of the claims by which the participant was looked up
     */
    public void checkParticipant(Rule rule, Caller caller) {
        boolean required = rule != Rule.ANYONE && rule != Rule.SIGNED_IN && !caller.is(Role.ADMIN);
        if (required) {
            participant(caller);
        }
    }

    /**
     * The participant who the caller is, for routes that even an admin cannot use without being one.
     *
     * @throws ProblemException 403 as {@link #checkParticipant}
     */
    public String participant(Caller caller) {
        return caller.participantId().orElseThrow(() -> {
            String detail = "no participant matches the token: tried its claims " + String.join(", ", caller.tried())
                    + "; email is tried only if email_verified is true";
            return new ProblemException(Problem.of(403, "not-a-participant", "Not a participant", detail)
                    .with("claims", caller.tried()));
        });
    }

    private static String required(Rule rule, Call call) {
        return switch (rule) {
            case ANYONE, SIGNED_IN, ADMIN -> "role admin";
            case MANAGER -> "role manager or admin";
            case TRACK, BOTH_TRACKS -> managerOf(call.trackId());
            case PERSON -> managerOfTrackOf(call.participantId());
            case PERSON_OR_SELF -> self(call) + managerOfTrackOf(call.participantId());
            case TRACK_OR_SELF -> self(call) + managerOf(call.trackId());
        };
    }

    private static String self(Call call) {
        return "role member as participant " + call.participantId() + ", ";
    }

    private static String managerOf(String trackId) {
        return "role manager on track " + trackId + ", or role admin";
    }

    private static String managerOfTrackOf(String participantId) {
        return "role manager on a track of participant " + participantId + ", or role admin";
    }

    /**
     * Checks a step's destination. A track that does not exist passes; saving the step then fails for that reason.
     *
     * @throws ProblemException 403 unless the caller may point steps at that track
     */
    public void checkDestination(Caller caller, String destinationTrackId) {
        if (caller.is(Role.ADMIN)) {
            return;
        }
        Optional<Stored<Track>> destination = configuration.track(destinationTrackId);
        if (destination.isPresent() && !lists(destination.get(), caller)) {
            throw forbidden(managerOf(destinationTrackId));
        }
    }

    /**
     * Checks access to a person whom the body names, not the path. The problem repeats only what the caller has sent, so
     * that a caller without access does not learn who has an alias, or whether anybody has it.
     *
     * @param participantId the person's id, if the person was found
     * @throws ProblemException 403 unless the caller manages a track that the person is in
     */
    public void checkPerson(Caller caller, PersonRef person, Optional<String> participantId) {
        boolean allowed = caller.is(Role.ADMIN)
                || participantId.filter(id -> managesTrackOf(caller, id)).isPresent();
        if (!allowed) {
            throw forbidden(managerOfTrackOf(person.value()));
        }
    }

    /**
     * Checks that the caller manages all of these tracks, which the body names.
     *
     * @param trackIds a track that does not exist is managed by nobody; if there are none, all tracks are concerned
     * @throws ProblemException 403 unless the caller is an admin or manages them
     */
    public void checkTracks(Caller caller, Collection<String> trackIds) {
        if (caller.is(Role.ADMIN)) {
            return;
        }
        Set<String> managed = managed(caller);
        trackIds.stream()
                .filter(trackId -> !managed.contains(trackId))
                .findFirst()
                .ifPresent(trackId -> {
                    throw forbidden(managerOf(trackId));
                });
        if (trackIds.isEmpty()) {
            throw forbidden("role admin");
        }
    }

    /**
     * Checks access to a job. The problem is the same for a job that does not exist.
     *
     * @param job the job, if it exists
     * @throws ProblemException 403 unless the caller is an admin or manages all tracks of the job
     */
    public void checkJob(Caller caller, Optional<Job> job) {
        if (!caller.is(Role.ADMIN) && job.filter(jobsSeen(caller)).isEmpty()) {
            throw forbidden("role manager on all tracks of the job, or role admin");
        }
    }

    /** The jobs that the caller may read and stop. */
    public Predicate<Job> jobsSeen(Caller caller) {
        if (caller.is(Role.ADMIN)) {
            return job -> true;
        }
        Set<String> managed = managed(caller);
        return job ->
                !job.spec().tracks().isEmpty() && managed.containsAll(job.spec().tracks());
    }

    /** On whose behalf a job of the caller acts, with which rights. */
    public Job.Creator creator(Caller caller) {
        return new Job.Creator(caller.by(), caller.participantId(), caller.is(Role.ADMIN));
    }

    /** The tracks that the caller may read. */
    public Predicate<String> tracksOf(Caller caller) {
        return caller.is(Role.ADMIN) ? trackId -> true : managed(caller)::contains;
    }

    /** The tracks in which the caller may read the enrollments and invitations of the path's participant. */
    public Predicate<String> tracksSeen(Call call) {
        return isSelf(call) ? trackId -> true : tracksOf(call.caller());
    }

    /** The history entries whose evidence the caller may read; see {@link SeenEvidence}. */
    public Predicate<ReadHistory.Entry> evidenceSeen(Caller caller) {
        return caller.is(Role.ADMIN) ? entry -> true : seenEvidence(caller)::ofEntry;
    }

    /** The rows of jobs whose evidence the caller, who may read the job, may read; see {@link SeenEvidence}. */
    public Predicate<JobRow> rowEvidenceSeen(Caller caller) {
        return caller.is(Role.ADMIN) ? row -> true : seenEvidence(caller)::ofRow;
    }

    private SeenEvidence seenEvidence(Caller caller) {
        return new SeenEvidence(managed(caller), peopleSeen(caller), id -> isSelf(caller, id));
    }

    /** The people whose records the caller may read; each person is looked up once. */
    public Predicate<String> peopleSeen(Caller caller) {
        Map<String, Boolean> known = new HashMap<>();
        Set<String> managed = managed(caller);
        return person -> caller.is(Role.ADMIN)
                || isSelf(caller, person)
                || known.computeIfAbsent(person, id -> isInOneOf(managed, id));
    }

    private static boolean isSelf(Call call) {
        return isSelf(call.caller(), call.participantId());
    }

    private static boolean isSelf(Caller caller, String participantId) {
        return !caller.roles().isEmpty() && caller.is(participantId);
    }

    private boolean manages(Caller caller, String trackId) {
        return caller.is(Role.MANAGER)
                && configuration
                        .track(trackId)
                        .filter(track -> lists(track, caller))
                        .isPresent();
    }

    private boolean managesTrackOf(Caller caller, String participantId) {
        return isInOneOf(managed(caller), participantId);
    }

    private boolean isInOneOf(Set<String> managed, String participantId) {
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
        return track.value().managers().stream().anyMatch(caller::is);
    }

    private static ProblemException forbidden(String required) {
        return new ProblemException(Problem.of(403, "forbidden", "Forbidden", "requires " + required));
    }
}
