package dev.tracks.lambda.config;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Delays on EventBridge Scheduler: all four are set or none; none: the sweep alone runs deferred steps. */
@ConfigMapping(prefix = "tracks")
interface ScheduleSettings {
    /** The group that schedules are made in. */
    Optional<String> scheduleGroup();

    /** The function {@code step}. */
    Optional<String> stepFunctionArn();

    /** The role that may call it. */
    Optional<String> scheduleRoleArn();

    /** The queue that takes an event if the function cannot be called. */
    Optional<String> scheduleDlqArn();
}
