package dev.tracks.smoke;

import java.util.List;

/** The parts of the smoke test, in their order: what each one proves, and where to look if it fails. */
enum Part {
    ADDRESS(
            "the API answers",
            "The API does not answer.",
            "Check smoke.url: it is the stack's output ApiUrl, or the value of PublicUrl. If it is right, look at the"
                    + " function api.",
            "ApiErrorsAlarm"),
    TOKEN(
            "the token is an admin's",
            "The deployment does not accept the token as an admin's.",
            "A 401 comes from API Gateway: compare the token's iss, aud and exp with JwtIssuer and JwtAudience. If only the"
                    + " role is missing, compare the token's roles with RolesClaim and AdminRole. docs/sign-in.md"
                    + " describes these settings for each identity provider."),
    PERSON(
            "a person is saved",
            "A person cannot be saved.",
            "Look at the function api and the table. With 409 alias-taken, another participant has the address in"
                    + " smoke.email or smoke.slackUserId.",
            "ApiServerErrorsAlarm",
            "TableErrorsAlarm",
            "TableThrottlesAlarm"),
    TRACKS(
            "tracks are saved",
            "A track cannot be saved.",
            "Look at the function api and the table.",
            "ApiServerErrorsAlarm",
            "TableErrorsAlarm",
            "TableThrottlesAlarm"),
    STEPS(
            "steps are saved",
            "A step cannot be saved.",
            "Look at the function api and the table.",
            "ApiServerErrorsAlarm",
            "TableErrorsAlarm",
            "TableThrottlesAlarm"),
    START(
            "the person starts a track",
            "The person cannot be enrolled directly.",
            "Look at the function api and the table.",
            "ApiServerErrorsAlarm",
            "TableErrorsAlarm",
            "TableThrottlesAlarm"),
    ENROLLED(
            "the track's step enrolls the person in the next track",
            "A started track does not reach its steps, so nobody is enrolled automatically.",
            "The event goes from the table's stream to the function relay, to the reached queue, to the function batch.",
            "RelayAgeAlarm",
            "RelayErrorsAlarm",
            "RelayDeadLettersAlarm",
            "ReachedAgeAlarm",
            "BatchErrorsAlarm",
            "ReachedDeadLettersAlarm"),
    INVITED(
            "the track's manual step invites the person",
            "A manual step does not create an invitation.",
            "Automatic enrollment works, so look at the function batch.",
            "BatchErrorsAlarm",
            "ReachedDeadLettersAlarm"),
    MESSAGE(
            "a message reaches the function deliver",
            "Messages are not delivered.",
            "A message goes from the table's stream to the function relay, to the messages queue, to the function deliver. If"
                    + " the parameter DeliveryHours does not include noon, the message waits, and this is no error.",
            "RelayErrorsAlarm",
            "DeliverErrorsAlarm",
            "MessagesAgeAlarm",
            "MessagesDeadLettersAlarm"),
    DEFERRED(
            "a step with a delay is deferred",
            "A step with a delay is not deferred.",
            "Automatic enrollment works, so look at the function batch.",
            "BatchErrorsAlarm",
            "ReachedDeadLettersAlarm"),
    SCHEDULE(
            "the deferred step runs when it is due",
            "A deferred step does not run when it is due.",
            "relay creates a schedule, and EventBridge Scheduler invokes the function step. The function sweep runs due steps"
                    + " that Scheduler missed, every minute.",
            "ScheduleDeadLettersAlarm",
            "ScheduleDroppedAlarm",
            "StepErrorsAlarm",
            "SweepMissingAlarm"),
    CHANNEL(
            "the channel has refused no message",
            "The channel refuses messages.",
            "For Slack, docs/slack.md explains each error. For SES, verify the sender, and leave the sandbox.",
            "ChannelAlarm"),
    JOIN_PAGE(
            "the join page explains an invalid link",
            "The join page does not answer.",
            "The page needs no token. Look at the function api.",
            "ApiErrorsAlarm",
            "ApiServerErrorsAlarm");

    private final String works;
    private final String broken;
    private final String hint;
    private final List<String> alarms;

    Part(String works, String broken, String hint, String... alarms) {
        this.works = works;
        this.broken = broken;
        this.hint = hint;
        this.alarms = List.of(alarms);
    }

    /** What the part proves. */
    String works() {
        return works;
    }

    /** What is broken if it fails. */
    String broken() {
        return broken;
    }

    /** The alarms that explain the failure, in docs/operations.md. */
    List<String> alarms() {
        return alarms;
    }

    /** Where to look if it fails. */
    String remedy() {
        return alarms.isEmpty() ? hint : hint + " See docs/operations.md, " + String.join(", ", alarms) + ".";
    }
}
