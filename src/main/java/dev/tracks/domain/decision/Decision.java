package dev.tracks.domain.decision;

import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.SkipReason;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;

/** What {@link Rules} decided; nothing is written yet. */
public sealed interface Decision {
    /** The values that the decision rests on, by name: strings, numbers, booleans and lists of strings. */
    Map<String, Object> evidence();

    /** Applies the function for this kind of decision. A new kind adds a parameter, so each caller must handle it. */
    <T> T fold(
            Function<? super Enroll, ? extends T> enroll,
            Function<? super Invite, ? extends T> invite,
            Function<? super Defer, ? extends T> defer,
            Function<? super Skip, ? extends T> skip);

    /** A decision without a delay or an invitation: about a direct enrollment or a click on Join. */
    sealed interface EnrollOrSkip extends Decision {
        /** Applies the function for this kind of decision. */
        <T> T fold(Function<? super Enroll, ? extends T> enroll, Function<? super Skip, ? extends T> skip);

        @Override
        default <T> T fold(
                Function<? super Enroll, ? extends T> enroll,
                Function<? super Invite, ? extends T> invite,
                Function<? super Defer, ? extends T> defer,
                Function<? super Skip, ? extends T> skip) {
            return fold(enroll, skip);
        }
    }

    /** Write this instance. */
    record Enroll(String enrolleeId, EnrollmentRef enrollment, Map<String, Object> evidence) implements EnrollOrSkip {
        /** Without evidence. */
        public Enroll(String enrolleeId, EnrollmentRef enrollment) {
            this(enrolleeId, enrollment, Map.of());
        }

        @Override
        public <T> T fold(Function<? super Enroll, ? extends T> enroll, Function<? super Skip, ? extends T> skip) {
            return enroll.apply(this);
        }
    }

    /** Write this invitation. */
    record Invite(String enrolleeId, InvitationRef invitation, Map<String, Object> evidence) implements Decision {
        /** Without evidence. */
        public Invite(String enrolleeId, InvitationRef invitation) {
            this(enrolleeId, invitation, Map.of());
        }

        @Override
        public <T> T fold(
                Function<? super Enroll, ? extends T> enroll,
                Function<? super Invite, ? extends T> invite,
                Function<? super Defer, ? extends T> defer,
                Function<? super Skip, ? extends T> skip) {
            return invite.apply(this);
        }
    }

    /** Decide again at that time. */
    record Defer(String enrolleeId, Instant dueAt, Map<String, Object> evidence) implements Decision {
        /** Without evidence. */
        public Defer(String enrolleeId, Instant dueAt) {
            this(enrolleeId, dueAt, Map.of());
        }

        @Override
        public <T> T fold(
                Function<? super Enroll, ? extends T> enroll,
                Function<? super Invite, ? extends T> invite,
                Function<? super Defer, ? extends T> defer,
                Function<? super Skip, ? extends T> skip) {
            return defer.apply(this);
        }
    }

    /** Do not enroll, for that reason. */
    record Skip(SkipReason reason, Map<String, Object> evidence) implements EnrollOrSkip {
        @Override
        public <T> T fold(Function<? super Enroll, ? extends T> enroll, Function<? super Skip, ? extends T> skip) {
            return skip.apply(this);
        }
    }
}
