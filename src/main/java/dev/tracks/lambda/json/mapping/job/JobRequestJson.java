package dev.tracks.lambda.json.mapping.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.domain.InvalidFieldException;
import dev.tracks.domain.Text;
import dev.tracks.domain.WireName;
import dev.tracks.domain.job.JobKind;
import dev.tracks.domain.job.JobSpec;
import dev.tracks.domain.message.MessageTemplate;
import dev.tracks.domain.message.Placeholder;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.lambda.json.Fields;
import dev.tracks.lambda.json.InvalidRequestException;
import dev.tracks.lambda.json.mapping.job.JobRequest.People;
import dev.tracks.lambda.json.mapping.job.JobRequest.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Reads a request for a job: {@code {kind,dryRun?,startAt?}} and the fields of the kind. */
public final class JobRequestJson {
    /** How far a rerun without {@code since} goes back from its end. */
    static final Duration RERUN_PERIOD = Duration.ofDays(90);

    private static final Pattern ERROR = Pattern.compile("[A-Za-z0-9_.-]{1,200}");

    private final Fields fields;
    private final JobTimes times;

    private JobRequestJson(Fields fields, JobTimes times) {
        this.fields = fields;
        this.times = times;
    }

    /**
     * Reads the request.
     *
     * @param now the time of the request
     * @throws InvalidRequestException naming each invalid field; a field of another kind is unknown
     */
    public static JobRequest read(JsonNode body, Instant now) {
        Fields fields = Fields.of(body);
        JobKind kind = kind(body);
        fields.name("kind", JobKind.class);
        JobTimes times = new JobTimes(now);
        Optional<Boolean> dryRun = fields.flag("dryRun");
        Optional<Instant> startAt = fields.text("startAt", times::start);
        Supplier<Target> target = new JobRequestJson(fields, times).target(kind);
        return fields.buildWhole(() -> new JobRequest(kind, dryRun.orElse(false), startAt, target.get()));
    }

    /** Without a kind it is unknown which fields are known, so this is the only problem. */
    private static JobKind kind(JsonNode body) {
        return WireName.find(JobKind.class, body.path("kind").asText())
                .orElseThrow(
                        () -> new InvalidRequestException("kind", "must be one of " + WireName.all(JobKind.class)));
    }

    private Supplier<Target> target(JobKind kind) {
        return switch (kind) {
            case ENROLL -> enroll();
            case RERUN -> rerun();
            case APPLY -> apply();
            case UNDO -> undo();
            case REMOVE -> remove();
            case RESEND -> resend();
        };
    }

    private Supplier<Target> enroll() {
        Optional<String> trackId = required("trackId", fields.id("trackId"));
        Optional<People> who = WhoJson.read(fields);
        Optional<ReEnrollment> reEnrollment = fields.name("reEnrollment", ReEnrollment.class);
        Optional<MessageTemplate> message = fields.text("message", JobRequestJson::message)
                .filter(template -> !Text.normalized(template.text()).isEmpty());
        return () -> ofPeople(
                trackId,
                who,
                new JobSpec.Enroll(trackId.get(), who.get().who(), reEnrollment.orElse(ReEnrollment.NO), message));
    }

    private Supplier<Target> remove() {
        Optional<String> trackId = required("trackId", fields.id("trackId"));
        Optional<People> who = WhoJson.read(fields);
        return () -> ofPeople(
                trackId, who, new JobSpec.Remove(trackId.get(), who.get().who()));
    }

    private Supplier<Target> rerun() {
        Optional<String> trackId = required("trackId", fields.id("trackId"));
        Optional<String> stepId = fields.id("stepId");
        Optional<SkipReason> reason = required("reason", fields.name("reason", SkipReason.class));
        Optional<Instant> since = fields.text("since", times::past);
        Optional<Instant> until = fields.text("until", times::past);
        Instant to = until.orElse(times.now());
        Instant from = since.orElse(to.minus(RERUN_PERIOD));
        return () -> {
            ordered("since", from, "until", to);
            return new Target(
                    trackId,
                    stepId,
                    Optional.empty(),
                    steps -> new JobSpec.Rerun(trackId.get(), stepId, reason.get(), from, to, steps));
        };
    }

    private Supplier<Target> apply() {
        Optional<String> trackId = required("trackId", fields.id("trackId"));
        Optional<String> stepId = required("stepId", fields.id("stepId"));
        return () -> new Target(trackId, stepId, Optional.empty(), steps -> new JobSpec.Apply(steps.get(0)));
    }

    private Supplier<Target> undo() {
        Optional<String> trackId = required("trackId", fields.id("trackId"));
        Optional<String> stepId = required("stepId", fields.id("stepId"));
        Optional<Instant> from = required("from", fields.text("from", times::past));
        Optional<Instant> to = required("to", fields.text("to", times::past));
        return () -> {
            ordered("from", from.get(), "to", to.get());
            return new Target(
                    trackId, stepId, Optional.empty(), steps -> new JobSpec.Undo(steps.get(0), from.get(), to.get()));
        };
    }

    private Supplier<Target> resend() {
        Optional<String> error = required("error", fields.text("error", JobRequestJson::error));
        Optional<Instant> since = required("since", fields.text("since", times::past));
        Optional<String> trackId = fields.id("trackId");
        return () -> new Target(
                trackId,
                Optional.empty(),
                Optional.empty(),
                steps -> new JobSpec.Resend(error.get(), since.get(), trackId));
    }

    private static Target ofPeople(Optional<String> trackId, Optional<People> who, JobSpec spec) {
        return new Target(trackId, Optional.empty(), who, steps -> spec);
    }

    private <T> Optional<T> required(String name, Optional<T> value) {
        return fields.required(name, value);
    }

    private static void ordered(String from, Instant start, String to, Instant end) {
        if (!start.isBefore(end)) {
            throw new InvalidFieldException(from, "must be before " + to);
        }
    }

    private static MessageTemplate message(String text) {
        MessageTemplate template = MessageTemplate.parse(Text.lines("message", text, MessageTemplate.MESSAGE_MAX));
        if (template.placeholders().contains(Placeholder.CURRENT_TRACK)) {
            throw new InvalidFieldException(
                    "message",
                    "must not contain " + Placeholder.CURRENT_TRACK.token() + ": a job has no source track; use "
                            + Placeholder.TRACK.token());
        }
        return template;
    }

    private static String error(String text) {
        if (!ERROR.matcher(text).matches()) {
            throw new InvalidFieldException("error", "must be an error code such as channel_not_found");
        }
        return text;
    }
}
