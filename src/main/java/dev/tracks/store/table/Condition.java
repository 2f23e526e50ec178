package dev.tracks.store.table;

import java.util.EnumSet;
import java.util.Set;

/**
 * Every condition of a write, with the guarantee that it provides. Both implementations of {@link Table} evaluate its
 * {@link Form}. A test disables each condition in turn and shows what breaks.
 */
public enum Condition {
    /** Once per cause: there is no run of this cause yet. */
    RUN_IS_NEW(Form.ABSENT),
    /** Once per cause: the run still has the version that was read. */
    RUN_UNCHANGED(Form.SAME_VERSION),
    /** Ever started: this instance does not exist yet. */
    ENROLLMENT_IS_NEW(Form.ABSENT),
    /** Optimistic lock: a process with a stale version changes nothing, in particular no {@code pending} marker. */
    ENROLLMENT_UNCHANGED(Form.SAME_VERSION),
    /** A repeated publication clears only its own {@code pending} marker; a message that is held since stays due. */
    ENROLLMENT_PENDING(Form.PENDING),
    /** A confirmation that was held again stays due. */
    CONFIRMATION_HELD(Form.SAME_HOLD),
    /** Each number is used for one invitation only. */
    INVITATION_IS_NEW(Form.ABSENT),
    /**
     * Nobody is invited to a track that they have started since the decision: the instance that would be their next one
     * does not exist.
     */
    NOT_STARTED_SINCE(Form.ABSENT),
    /** Optimistic lock: a process with a stale version changes nothing, in particular no {@code pending} marker. */
    INVITATION_UNCHANGED(Form.SAME_VERSION),
    /** One request with an Idempotency-Key has one effect. */
    IDEMPOTENCY_KEY_UNUSED(Form.UNUSED),
    /** One process at a time sends a message, and nobody sends it after it was delivered or refused permanently. */
    MESSAGE_UNCLAIMED(Form.UNCLAIMED),
    /**
     * A send result is recorded only under its own claim: not after a resend, and not after another process's claim.
     */
    MESSAGE_CLAIMED(Form.SAME_CLAIM),
    /** A report about an earlier mail does not make a message undeliverable that was sent again; the first one counts. */
    MAIL_IS_LATEST(Form.SAME_MAIL),
    /** A report about an earlier address does not suppress the address that replaced it, nor that of an erased person. */
    ADDRESS_UNCHANGED(Form.SAME_EMAIL),
    /** The first of the messages that find the channel down says since when; the others keep that. */
    OUTAGE_IS_NEW(Form.NO_OUTAGE),
    /** Of all processes, one takes each turn. */
    TURN_IS_DUE(Form.DUE),
    TRACK_IS_NEW(Form.ABSENT),
    TRACK_UNCHANGED(Form.SAME_VERSION),
    PARTICIPANT_IS_NEW(Form.ABSENT),
    PARTICIPANT_UNCHANGED(Form.SAME_VERSION),
    /** An alias leads to one person: nobody else has it. */
    ALIAS_IS_FREE(Form.ABSENT_OR_OWN),
    /** An erasure and an edit never write the same version; otherwise a later edit could restore the person's data. */
    ERASED_AS_READ(Form.SAME_VERSION),
    /** Nothing is written about a person whose data were erased. */
    PERSON_NOT_ERASED(Form.NOT_ERASED),
    /** Optimistic lock: a job that was stopped does not go on, and one that has ended does not end otherwise. */
    JOB_UNCHANGED(Form.SAME_VERSION),
    /** A new job does not replace another one whose id happens to be the same. */
    JOB_IS_NEW(Form.ABSENT),
    /** A page ends once: its counts are added once. */
    LANE_UNCHANGED(Form.SAME_VERSION),
    /** Each row of a job happens once. */
    JOB_ROW_IS_NEW(Form.ABSENT),
    GRAPH_IS_NEW(Form.ABSENT),
    /**
     * Two steps that together form a loop cannot be saved concurrently: every change of a step is checked against the
     * graph's version, which also becomes the version of a saved step.
     */
    GRAPH_UNCHANGED(Form.SAME_VERSION),
    /** No condition: the write is correct in every state of the item. */
    ALWAYS(Form.NONE);

    /** The condition expression on the current item. */
    public enum Form {
        ABSENT("attribute_not_exists(PK)"),
        SAME_VERSION("#version = :version"),
        PENDING("#version = :version AND attribute_exists(#pending)"),
        SAME_HOLD("#version = :version AND #held = :held"),
        UNUSED("attribute_not_exists(PK) OR #expires < :now"),
        UNCLAIMED("attribute_exists(PK) AND attribute_not_exists(#delivered)"
                + " AND attribute_not_exists(#failed)"
                + " AND (attribute_not_exists(#claimed) OR #claimed < :staleBefore)"),
        SAME_CLAIM("#claimed = :claimed"),
        SAME_MAIL("#channelId = :channelId AND attribute_not_exists(#failed)"),
        SAME_EMAIL("#email = :email"),
        /** Holds if there is no item, too. */
        NO_OUTAGE("attribute_not_exists(#since)"),
        /** Holds if there is no item, too. */
        DUE("attribute_not_exists(#next) OR #next <= :now"),
        /** Holds if there is no item, too. */
        NOT_ERASED("attribute_not_exists(#erased)"),
        ABSENT_OR_OWN("attribute_not_exists(PK) OR #owner = :owner"),
        NONE("");

        private final String expression;

        Form(String expression) {
            this.expression = expression;
        }

        /** The DynamoDB condition expression; empty for none. */
        public String expression() {
            return expression;
        }
    }

    /**
     * Conditions that a plain (non-transactional) write may use. The AWS client retries a write whose response was
     * lost. The retry's condition then fails because of the first attempt, and the writer reads again. With these
     * conditions it finds that the write is done. The others need a transaction, whose client request token makes a
     * retry idempotent: without it, a direct enrollment could enroll twice, and an admin would get an error about a
     * concurrent update. An update that leaves the version unchanged may be plain under every condition, see {@link
     * Write.Update#isRepeatable}.
     */
    private static final Set<Condition> REPEATABLE = EnumSet.of(
            RUN_IS_NEW,
            RUN_UNCHANGED,
            JOB_ROW_IS_NEW,
            IDEMPOTENCY_KEY_UNUSED,
            MESSAGE_UNCLAIMED,
            MESSAGE_CLAIMED,
            OUTAGE_IS_NEW,
            TURN_IS_DUE,
            ALWAYS);

    private final Form form;

    Condition(Form form) {
        this.form = form;
    }

    /** Whether a plain write may use it; see also {@link Write#isRepeatable}. */
    public boolean isRepeatable() {
        return REPEATABLE.contains(this);
    }

    public Form form() {
        return form;
    }
}
