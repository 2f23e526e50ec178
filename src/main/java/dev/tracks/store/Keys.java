package dev.tracks.store;

import dev.tracks.domain.EnrollmentRef;
import dev.tracks.domain.StepReached;
import dev.tracks.usecase.Outbox;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Every key of the table, in one place. Ids never contain {@code #}. */
public final class Keys {
    static final String ENROLLMENT = "ENROLLMENT#";
    static final String INVITATION = "INVITATION#";
    static final String RUN = "RUN#";
    static final String REMOVED_STEP = "REMOVED#";
    static final String ANSWER = "IDEM";
    /** Sorts after every id. */
    static final String AFTER_ANY_ID = "~";

    static final Key GRAPH = new Key("GRAPH", "GRAPH");
    static final String TRACKS = "TRACKS";
    /** How many parts a list is spread over: one index partition takes 1,000 writes a second. */
    static final int SHARDS = Outbox.SHARDS;

    /** Sorts as text the way time goes: always with milliseconds. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Keys() {}

    static Key track(String trackId) {
        return new Key(TRACKS, trackId);
    }

    static Key step(String trackId, String stepId) {
        return new Key(steps(trackId), stepId);
    }

    static String steps(String trackId) {
        return "STEPS#" + trackId;
    }

    static Key removedStep(String trackId, String stepId, Instant removedAt) {
        return new Key(REMOVED_STEP + trackId + "#" + stepId, time(removedAt));
    }

    static Key participant(String participantId) {
        return new Key(user(participantId), "USER");
    }

    static String user(String participantId) {
        return "USER#" + participantId;
    }

    static Key enrollment(String participantId, EnrollmentRef ref) {
        return new Key(user(participantId), enrollments(ref.trackId()) + number(ref.instance()));
    }

    static String enrollments(String trackId) {
        return ENROLLMENT + trackId + "#";
    }

    static Key invitation(String participantId, String trackId, int number) {
        return new Key(user(participantId), invitations(trackId) + number(number));
    }

    static String invitations(String trackId) {
        return INVITATION + trackId + "#";
    }

    /** The run of a cause: source track, source instance and step, under the source participant. */
    static Key run(StepReached cause) {
        String sourceKey = cause.trackId() + "#" + number(cause.instance()) + "#" + cause.stepId();
        return new Key(user(cause.participantId()), RUN + sourceKey);
    }

    /** A subject comes from a token and may contain anything; it is written so that it ends before the key begins. */
    static Key idempotency(String subject, String key) {
        String escaped = subject.replace("%", "%25").replace("#", "%23");
        return new Key("IDEM#" + escaped + "#" + key, ANSWER);
    }

    static String people(int shard) {
        return "PEOPLE#" + shard;
    }

    static String ofTrack(String trackId, int shard) {
        return "TRACK#" + trackId + "#" + shard;
    }

    static String ofStep(String trackId, String stepId, int shard) {
        return "STEP#" + trackId + "#" + stepId + "#" + shard;
    }

    static String due(int shard) {
        return "DUE#" + shard;
    }

    static String enrollee(String participantId) {
        return "ENROLLEE#" + participantId;
    }

    /** The part of a list that a person's items are in. */
    static int shard(String participantId) {
        return Math.floorMod(participantId.hashCode(), SHARDS);
    }

    static String time(Instant instant) {
        return TIME.format(instant);
    }

    private static String number(int number) {
        String digits = Integer.toString(number);
        return "0".repeat(5 - digits.length()) + digits;
    }
}
