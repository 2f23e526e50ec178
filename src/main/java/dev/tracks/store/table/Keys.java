package dev.tracks.store.table;

import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.Alias;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.StepReached;
import dev.tracks.usecase.outbox.Outbox;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Builds every key of the table. Ids never contain {@code #}. */
public final class Keys {
    public static final String ENROLLMENT = "ENROLLMENT#";
    public static final String INVITATION = "INVITATION#";
    public static final String RUN = "RUN#";
    public static final String REMOVED_STEP = "REMOVED#";
    public static final String ALIAS_SORT = "ALIAS";
    public static final String WORD = "WORD#";
    public static final String UNDELIVERABLE = "UNDELIVERABLE#";
    /** The list entries of tests. */
    static final String UNDELIVERABLE_TEST = UNDELIVERABLE + MessageKind.TEST.wireName() + "#";

    public static final String SUPPRESSED_ADDRESS = "SUPPRESSED";
    public static final String TEST = "TEST#";
    static final String ANSWER = "IDEM";
    /** Sorts after every id. */
    public static final String AFTER_ANY_ID = "~";

    public static final String JOBS = "JOBS";
    public static final String LANE = "LANE#";
    public static final String LISTED = "LIST#";
    public static final String ROW = "ROW#";

    public static final Key GRAPH = new Key("GRAPH", "GRAPH");
    public static final Key OUTAGE = new Key("CHANNEL", "OUTAGE");
    public static final String TRACKS = "TRACKS";
    /** Number of shards of a list: one index partition accepts 1,000 writes per second. */
    public static final int SHARDS = Outbox.SHARDS;

    /** Always with milliseconds, so that strings sort chronologically. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Keys() {}

    public static Key track(String trackId) {
        return new Key(TRACKS, trackId);
    }

    public static Key step(String trackId, String stepId) {
        return new Key(steps(trackId), stepId);
    }

    public static String steps(String trackId) {
        return "STEPS#" + trackId;
    }

    public static Key removedStep(String trackId, String stepId, Instant removedAt) {
        return new Key(REMOVED_STEP + trackId + "#" + stepId, time(removedAt));
    }

    public static Key participant(String participantId) {
        return new Key(user(participantId), "USER");
    }

    /** The person's address that receives no mail. Sorts after all items about enrollments and invitations. */
    public static Key suppressedAddress(String participantId) {
        return new Key(user(participantId), SUPPRESSED_ADDRESS);
    }

    public static String user(String participantId) {
        return "USER#" + participantId;
    }

    public static Key enrollment(String participantId, EnrollmentRef ref) {
        return new Key(user(participantId), enrollments(ref.trackId()) + number(ref.instance()));
    }

    public static String enrollments(String trackId) {
        return ENROLLMENT + trackId + "#";
    }

    public static Key invitation(String participantId, String trackId, int number) {
        return new Key(user(participantId), invitations(trackId) + number(number));
    }

    public static String invitations(String trackId) {
        return INVITATION + trackId + "#";
    }

    /** The entry of a message in the list of undeliverable messages. */
    public static Key undeliverable(MessageRef ref) {
        String message = ref.kind().wireName() + "#" + ref.trackId() + "#" + number(ref.number());
        return new Key(user(ref.participantId()), UNDELIVERABLE + message);
    }

    /** A test replaces the previous one about the same track and with the same number. */
    public static Key testMessage(String participantId, String trackId, int number) {
        return new Key(user(participantId), TEST + trackId + "#" + number(number));
    }

    /** The value comes from another system and may contain any character; it is the last part of the key. */
    public static Key alias(Alias alias) {
        return new Key("ALIAS#" + alias.kind().field() + "#" + alias.value(), ALIAS_SORT);
    }

    /** The key of a cause's run: source track, source instance and step, in the participant's partition. */
    public static Key run(StepReached cause) {
        return new Key(user(cause.participantId()), runs(cause.sourceInstance()) + cause.stepId());
    }

    /** The runs of the steps that a person has reached in that instance. */
    public static String runs(EnrollmentRef source) {
        return RUN + source.trackId() + "#" + number(source.instance()) + "#";
    }

    /** A subject comes from a token and may contain any character; {@code #} is escaped to separate it from the key. */
    public static Key idempotency(String subject, String key) {
        String escaped = subject.replace("%", "%25").replace("#", "%23");
        return new Key("IDEM#" + escaped + "#" + key, ANSWER);
    }

    /** When the next turn at something in the channel may be taken. */
    public static Key turn(String name) {
        return new Key("CHANNEL", "TURN#" + name);
    }

    /** A job; its id sorts by the time of creation. */
    public static Key job(String jobId) {
        return new Key(JOBS, jobId);
    }

    /** The partition of a job's lanes and of its list of people. */
    public static String ofJob(String jobId) {
        return "JOB#" + jobId;
    }

    public static Key lane(String jobId, int lane) {
        return new Key(ofJob(jobId), LANE + number(lane));
    }

    /** A part of the job's list of people. */
    public static Key listed(String jobId, int part) {
        return new Key(ofJob(jobId), LISTED + number(part));
    }

    /** A job can have more rows than one partition accepts in a second. */
    public static String rows(String jobId, int shard) {
        return "ROWS#" + jobId + "#" + shard;
    }

    public static Key row(String jobId, String rowKey) {
        return new Key(rows(jobId, shard(rowKey)), ROW + rowKey);
    }

    public static String people(int shard) {
        return "PEOPLE#" + shard;
    }

    /** The search words of people; a word never contains {@code #}. */
    public static String words(int shard) {
        return "WORDS#" + shard;
    }

    /** The messages that cannot be delivered. */
    public static String undeliverable(int shard) {
        return UNDELIVERABLE + shard;
    }

    public static String ofTrack(String trackId, int shard) {
        return "TRACK#" + trackId + "#" + shard;
    }

    public static String ofStep(String trackId, String stepId, int shard) {
        return "STEP#" + trackId + "#" + stepId + "#" + shard;
    }

    public static String due(int shard) {
        return "DUE#" + shard;
    }

    public static String enrollee(String participantId) {
        return "ENROLLEE#" + participantId;
    }

    /** The shard of a list that contains the person's items. */
    public static int shard(String participantId) {
        return Math.floorMod(participantId.hashCode(), SHARDS);
    }

    public static String time(Instant instant) {
        return TIME.format(instant);
    }

    private static String number(int number) {
        String digits = Integer.toString(number);
        return "0".repeat(5 - digits.length()) + digits;
    }
}
