package dev.tracks.lambda.json.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.lambda.json.Json;
import dev.tracks.usecase.view.ShowActivity.Activity;
import dev.tracks.usecase.view.ShowActivity.StepActivity;

/** A track's activity: {@code {instances,complete,since,steps:[{stepId,title,enrolled,invited,deferred,skipped,cancelled,complete}]}}. */
public final class ActivityJson {
    private ActivityJson() {}

    public static ObjectNode write(Activity activity) {
        ObjectNode json = Json.object().put("instances", activity.instances()).put("complete", activity.complete());
        json.set("since", Json.of(activity.since()));
        json.set(
                "steps",
                Json.of(activity.steps().stream().map(ActivityJson::write).toList()));
        return json;
    }

    private static ObjectNode write(StepActivity step) {
        ObjectNode json = Json.object().put("stepId", step.stepId());
        json.set("title", Json.of(step.title()));
        step.runs().forEach((status, count) -> json.put(status.wireName(), count));
        return json.put("complete", step.complete());
    }
}
