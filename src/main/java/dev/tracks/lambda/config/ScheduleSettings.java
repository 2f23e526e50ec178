package dev.tracks.lambda.config;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/**
 * EventBridge Scheduler, for delays: either all five are set or none. If none is set, only the sweep runs deferred
 * steps.
 */
@ConfigMapping(prefix = "tracks")
interface ScheduleSettings {
    /** The schedule group. */
    Optional<String> scheduleGroup();

    /** The function {@code step}, which schedules invoke. */
    Optional<String> stepFunctionArn();

    /** The function {@code jobs}, which schedules invoke to start a job. */
    Optional<String> jobsFunctionArn();

    /** The role with which EventBridge Scheduler invokes the function. */
    Optional<String> scheduleRoleArn();

    /** The dead-letter queue for events that could not be delivered to the function. */
    Optional<String> scheduleDlqArn();
}
