package dev.tracks.lambda.json.mapping.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.domain.job.JobSpec;
import dev.tracks.domain.job.JobSpec.StepOf;
import dev.tracks.domain.message.MessageTemplate;
import dev.tracks.lambda.json.Json;

/** The fields of a job's kind, as in the request, with the steps that the job is about. */
final class SpecJson implements JobSpec.Visitor<ObjectNode> {
    @Override
    public ObjectNode enroll(JobSpec.Enroll spec) {
        ObjectNode json = Json.object().put("trackId", spec.trackId());
        json.set("who", WhoJson.write(spec.who()));
        json.set("reEnrollment", Json.of(spec.reEnrollment()));
        return json.set("message", Json.of(spec.message().map(MessageTemplate::text)));
    }

    @Override
    public ObjectNode rerun(JobSpec.Rerun spec) {
        ObjectNode json = Json.object().put("trackId", spec.trackId());
        json.set("stepId", Json.of(spec.stepId()));
        json.set("reason", Json.of(spec.reason()));
        json.set("since", Json.of(spec.since()));
        json.set("until", Json.of(spec.until()));
        return json.set(
                "steps", Json.of(spec.steps().stream().map(SpecJson::step).toList()));
    }

    @Override
    public ObjectNode apply(JobSpec.Apply spec) {
        return step(spec.step());
    }

    @Override
    public ObjectNode undo(JobSpec.Undo spec) {
        ObjectNode json = step(spec.step());
        json.set("from", Json.of(spec.from()));
        return json.set("to", Json.of(spec.to()));
    }

    @Override
    public ObjectNode remove(JobSpec.Remove spec) {
        return Json.object().put("trackId", spec.trackId()).set("who", WhoJson.write(spec.who()));
    }

    /** The error of the messages has another name than in the request, because {@code error} is why the job failed. */
    @Override
    public ObjectNode resend(JobSpec.Resend spec) {
        ObjectNode json = Json.object().put("messageError", spec.error());
        json.set("since", Json.of(spec.since()));
        return json.set("trackId", Json.of(spec.track()));
    }

    private static ObjectNode step(StepOf step) {
        return Json.object()
                .put("trackId", step.trackId())
                .put("stepId", step.stepId())
                .put("destinationTrackId", step.destinationTrackId());
    }
}
