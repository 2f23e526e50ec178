package dev.tracks.lambda.json.mapping.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.domain.job.Job;
import dev.tracks.domain.job.Tally;
import dev.tracks.lambda.json.Json;
import dev.tracks.usecase.job.ReadJobs.Counted;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A job: {@code {id,kind,status,dryRun,createdBy,createdAt,startAt,startedAt,endedAt,total,done,outcomes,error}}, and the
 * fields of its kind.
 */
public final class JobJson {
    private JobJson() {}

    public static ObjectNode write(Counted counted) {
        Job job = counted.job();
        ObjectNode json = Json.object().put("id", job.id());
        json.set("kind", Json.of(job.spec().kind()));
        json.set("status", Json.of(job.status()));
        json.put("dryRun", job.dryRun()).put("createdBy", job.creator().by());
        json.set("createdAt", Json.of(job.times().createdAt()));
        json.set("startAt", Json.of(job.times().startAt()));
        json.set("startedAt", Json.of(job.times().startedAt()));
        json.set("endedAt", Json.of(job.times().endedAt()));
        json.set("total", Json.of(counted.result().total().or(() -> listed(job))));
        json.put("done", counted.result().tally().done());
        json.set("outcomes", outcomes(counted.result().tally()));
        json.set("error", Json.of(job.error().map(JobJson::error)));
        json.setAll(job.spec().accept(new SpecJson()));
        return json;
    }

    /** The length of the request's list, which is the number of its rows. */
    private static Optional<Integer> listed(Job job) {
        return job.spec()
                .people()
                .flatMap(who -> who.fold(
                        listed -> Optional.of(listed.count()),
                        audience -> Optional.empty(),
                        inTrack -> Optional.empty()));
    }

    /** {@code {"enrolled":12,"skipped":{"previously_started":3}}}: an outcome with reasons is an object. */
    private static ObjectNode outcomes(Tally tally) {
        ObjectNode json = Json.object();
        Map<String, Integer> sorted = new TreeMap<>(tally.counts());
        sorted.forEach((name, count) -> {
            int dot = name.indexOf('.');
            if (dot < 0) {
                json.put(name, count);
            } else {
                withReasons(json, name.substring(0, dot)).put(name.substring(dot + 1), count);
            }
        });
        return json;
    }

    /** Rows without a reason, of an outcome that others have with a reason, are counted as {@code none}. */
    private static ObjectNode withReasons(ObjectNode json, String outcome) {
        JsonNode known = json.get(outcome);
        if (known instanceof ObjectNode object) {
            return object;
        }
        ObjectNode object = json.putObject(outcome);
        Optional.ofNullable(known).ifPresent(count -> object.set("none", count));
        return object;
    }

    private static ObjectNode error(Job.Failure failure) {
        ObjectNode json = Json.object().put("reason", failure.reason());
        failure.evidence().forEach((name, value) -> json.set(name, Json.of(value)));
        return json;
    }
}
