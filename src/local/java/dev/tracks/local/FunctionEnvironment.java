package dev.tracks.local;

import dev.tracks.local.aws.AwsAccount;
import dev.tracks.local.events.EventBus;
import dev.tracks.local.lambda.Deployment;
import dev.tracks.local.lambda.FunctionName;
import dev.tracks.local.scheduler.Schedules;
import dev.tracks.local.sqs.Queues;
import dev.tracks.local.sqs.SqsApi;
import dev.tracks.local.sqs.SqsAttributes;
import dev.tracks.local.support.VirtualClock;
import dev.tracks.store.table.IndexNames;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The environment variables of a function: those of Lambda, and those of the template with local values. */
record FunctionEnvironment(
        URI aws,
        URI gateway,
        URI publicUrl,
        Path taskRoot,
        VirtualClock clock,
        IndexNames indexes,
        Map<String, String> extra) {
    static final String TABLE = "tracks";
    static final String JOIN_SECRET = "local";
    static final String SCIM_TOKEN = "local-scim";

    Map<String, String> of(FunctionName name) {
        Map<String, String> environment = new LinkedHashMap<>(lambda(name));
        environment.put("QUARKUS_LAMBDA_HANDLER", name.toString());
        environment.put("AWS_ENDPOINT_URL", aws.toString());
        environment.put("TRACKS_TABLE", TABLE);
        environment.put("TRACKS_LISTS_INDEX", indexes.lists());
        environment.put("TRACKS_DUE_INDEX", indexes.due());
        environment.put("TRACKS_CONFIG_CACHE", "PT0S");
        environment.put("TRACKS_INVITATION_EXPIRY", "P365D");
        environment.put("TRACKS_DELIVERY_HOURS", "00:00-24:00");
        environment.put("TRACKS_JOIN_SECRET", JOIN_SECRET);
        environment.put("TRACKS_SCIM_TOKEN", SCIM_TOKEN);
        environment.put("TRACKS_PUBLIC_URL", publicUrl.toString());
        environment.put("TRACKS_REACHED_QUEUE_URL", SqsApi.url(aws, Queues.REACHED));
        environment.put("TRACKS_MESSAGES_QUEUE_URL", SqsApi.url(aws, Queues.MESSAGES));
        environment.put("TRACKS_CLICKS_QUEUE_URL", SqsApi.url(aws, Queues.CLICKS));
        environment.put("TRACKS_JOBS_QUEUE_URL", SqsApi.url(aws, Queues.JOBS));
        environment.put("TRACKS_EVENT_BUS", EventBus.NAME);
        environment.put("TRACKS_SES_CONFIGURATION_SET", EventBus.CONFIGURATION_SET);
        environment.put("TRACKS_SCHEDULE_GROUP", Schedules.GROUP);
        environment.put("TRACKS_STEP_FUNCTION_ARN", FunctionName.STEP.arn());
        environment.put("TRACKS_JOBS_FUNCTION_ARN", FunctionName.JOBS.arn());
        environment.put("TRACKS_SCHEDULE_ROLE_ARN", "arn:aws:iam::" + AwsAccount.ACCOUNT + ":role/tracks-schedules");
        environment.put("TRACKS_SCHEDULE_DLQ_ARN", SqsAttributes.arn(Queues.SCHEDULE_DLQ));
        environment.put("TRACKS_CLOCK", clock.text());
        environment.put("TRACKS_LOCAL_INBOX_URL", gateway + "/local/inbox");
        environment.putAll(extra);
        return environment;
    }

    private Map<String, String> lambda(FunctionName name) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("_HANDLER", Deployment.HANDLER);
        environment.put("AWS_REGION", AwsAccount.REGION);
        environment.put("AWS_DEFAULT_REGION", AwsAccount.REGION);
        // Each function has its own, so that the AWS endpoint knows which function calls.
        environment.put("AWS_ACCESS_KEY_ID", name.toString());
        environment.put("AWS_SECRET_ACCESS_KEY", "local");
        environment.put("AWS_LAMBDA_FUNCTION_NAME", name.toString());
        environment.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512");
        environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        environment.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + name);
        environment.put("AWS_LAMBDA_LOG_STREAM_NAME", "local");
        environment.put("LAMBDA_TASK_ROOT", taskRoot.toString());
        environment.put("LANG", "C.UTF-8");
        environment.put("TZ", ":UTC");
        environment.put("PATH", Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin"));
        return environment;
    }
}
