package dev.tracks.domain.record;

import dev.tracks.domain.WireName;
import dev.tracks.domain.decision.Rules;

/**
 * Why a person was not enrolled. The contract lists these reasons, in the order in which {@link Rules} checks them.
 */
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
    /** Not a rule: the reason of a cancelled run. */
    RUN_CANCELLED
}
