package dev.tracks.domain.record;

import dev.tracks.domain.WireName;
import dev.tracks.domain.decision.Rules;

/** Why somebody was not enrolled: a closed set, in the order in which {@link Rules} looks. */
public enum SkipReason implements WireName {
    STEP_NOT_FOUND,
    STEP_DISABLED,
    TRACK_NOT_ACTIVE,
    PARTICIPANT_NOT_FOUND,
    PARTICIPANT_DEACTIVATED,
    SOURCE_INSTANCE_NOT_FOUND,
    SOURCE_INSTANCE_CANCELLED,
    NOT_IN_AUDIENCE,
    NO_MANAGER,
    SELF_TARGET,
    LOOP_DETECTED,
    DEPTH_EXCEEDED,
    DESTINATION_NOT_FOUND,
    DESTINATION_NOT_ACTIVE,
    PREVIOUSLY_STARTED,
    ALREADY_ACTIVE,
    ALREADY_COMPLETED,
    COOLDOWN,
    INVITATION_PENDING,
    /** Not a rule: how a cancelled run answers. */
    RUN_CANCELLED
}
