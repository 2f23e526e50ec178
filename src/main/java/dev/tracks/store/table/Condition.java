package dev.tracks.store.table;

import java.util.EnumSet;
import java.util.Set;

/**
 * Every condition that a write carries, by the promise that it keeps. Both implementations of {@link Table} interpret
 * its {@link Form}; a test takes each one away in turn and shows what breaks.
 */
public enum Condition {
    /** Once per cause: nobody has written a run of this cause yet. */
    RUN_IS_NEW(Form.ABSENT),
    /** Once per cause: the run that was judged is still the one that is there. */
    RUN_UNCHANGED(Form.SAME_VERSION),
    /** Ever started: nobody has written this instance yet. */
    ENROLLMENT_IS_NEW(Form.ABSENT),
    /** A stale process wipes nobody's mark. */
    ENROLLMENT_UNCHANGED(Form.SAME_VERSION),
    /** A hand-over that comes again takes no mark but its own: what was held since stays due. */
    ENROLLMENT_PENDING(Form.PENDING),
    /** A confirmation that was held anew stays due. */
    CONFIRMATION_HELD(Form.SAME_HOLD),
    /** One invitation has one number. */
    INVITATION_IS_NEW(Form.ABSENT),
    /** A stale process wipes nobody's mark. */
    INVITATION_UNCHANGED(Form.SAME_VERSION),
    /** One request with an Idempotency-Key has one effect. */
    IDEMPOTENCY_KEY_UNUSED(Form.UNUSED),
    /** A message is sent by one process at a time, and not again once it was delivered or refused for good. */
    MESSAGE_UNCLAIMED(Form.UNCLAIMED),
    /** What became of a sending is noted only while it is the last: not after a resend, nor over another's claim. */
    MESSAGE_CLAIMED(Form.SAME_CLAIM),
    TRACK_IS_NEW(Form.ABSENT),
    TRACK_UNCHANGED(Form.SAME_VERSION),
    PARTICIPANT_IS_NEW(Form.ABSENT),
    PARTICIPANT_UNCHANGED(Form.SAME_VERSION),
    /** An erasure takes no version that an edit has: another edit, which has read that, would bring the person back. */
    ERASED_AS_READ(Form.SAME_VERSION),
    /** Nothing is written about a person whose data were erased. */
    PERSON_NOT_ERASED(Form.NOT_ERASED),
    GRAPH_IS_NEW(Form.ABSENT),
    /**
     * Two halves of a circle cannot be saved at once. Every change of a step is under the graph's version: a step's own
     * would begin again with a step that is removed and made anew.
     */
    GRAPH_UNCHANGED(Form.SAME_VERSION),
    /** No condition: what is noted is true whatever is there. */
    ALWAYS(Form.NONE);

    /** What is asked of the item that is there. */
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
        /** Also if there is no item. */
        NOT_ERASED("attribute_not_exists(#erased)"),
        NONE("");

        private final String expression;

        Form(String expression) {
            this.expression = expression;
        }

        /** The condition in DynamoDB's language; empty for none. */
        public String expression() {
            return expression;
        }
    }

    /**
     * What may be written by a plain request. The AWS client repeats one whose answer was lost; the repeat meets its own
     * effect, is refused, and the writer looks again: fine where looking again finds that it is done. The others are
     * written in a transaction, whose token makes a repeat known: or else a direct enrollment enrolls twice, and an admin is
     * told that somebody else was faster.
     */
    private static final Set<Condition> REPEATABLE =
            EnumSet.of(RUN_IS_NEW, RUN_UNCHANGED, IDEMPOTENCY_KEY_UNUSED, MESSAGE_UNCLAIMED, MESSAGE_CLAIMED, ALWAYS);

    private final Form form;

    Condition(Form form) {
        this.form = form;
    }

    /** Whether a plain request may carry it; see also {@link Write#isRepeatable}. */
    public boolean isRepeatable() {
        return REPEATABLE.contains(this);
    }

    public Form form() {
        return form;
    }
}
