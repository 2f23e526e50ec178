package dev.tracks.local.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.local.aws.AwsAccount;
import dev.tracks.local.aws.AwsError;
import dev.tracks.local.aws.Constraints;
import dev.tracks.local.aws.Request;
import dev.tracks.local.support.Json;
import dev.tracks.local.support.Reply;
import dev.tracks.local.support.VirtualClock;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** EventBridge Scheduler's REST API: one-time schedules and their groups. Tags are not stored. */
public final class SchedulerApi {
    static final String SCHEDULES = "/schedules";
    static final String GROUPS = "/schedule-groups";

    private final Schedules schedules;
    private final VirtualClock clock;

    public SchedulerApi(Schedules schedules, VirtualClock clock) {
        this.schedules = schedules;
        this.clock = clock;
    }

    /** Whether this API serves the path. */
    public static boolean serves(String path) {
        return List.of(SCHEDULES, GROUPS).stream().anyMatch(root -> path.equals(root) || path.startsWith(root + "/"));
    }

    /** @param query the parameters, decoded */
    public Reply call(String method, String path, Map<String, String> query, byte[] body) {
        boolean ofGroups = path.startsWith(GROUPS);
        String rest = path.substring((ofGroups ? GROUPS : SCHEDULES).length());
        String name = rest.startsWith("/") ? rest.substring(1) : rest;
        JsonNode request =
                body.length == 0 ? Json.object() : Request.parse(body).node();
        ObjectNode answer = ofGroups ? group(method, name, query) : schedule(method, name, query, request);
        return Reply.json(200, answer);
    }

    private ObjectNode schedule(String method, String name, Map<String, String> query, JsonNode request) {
        if (name.isEmpty() && "GET".equals(method)) {
            return list(query);
        }
        return switch (method) {
            case "POST" -> arn(schedules.create(ScheduleRequest.read(name, request, clock.instant())));
            case "PUT" -> arn(schedules.update(ScheduleRequest.read(name, request, clock.instant())));
            case "GET" -> schedules.get(groupName(query), named(name, "name")).description();
            case "DELETE" -> {
                schedules.delete(groupName(query), named(name, "name"));
                yield Json.object();
            }
            default -> throw AwsError.unknownOperation("Scheduler " + method + " " + SCHEDULES);
        };
    }

    private static ObjectNode arn(Schedule schedule) {
        return Json.object().put("ScheduleArn", schedule.arn());
    }

    private static String groupName(Map<String, String> query) {
        return named(query.getOrDefault("groupName", Schedules.DEFAULT_GROUP), "groupName");
    }

    private static String named(String name, String path) {
        new Constraints()
                .text(Json.text(name), path, 1, 64)
                .pattern(Json.text(name), path, ScheduleRequest.NAME)
                .end();
        return name;
    }

    private ObjectNode list(Map<String, String> query) {
        Optional<String> group = Optional.ofNullable(query.get("ScheduleGroup"));
        group.ifPresent(schedules::groupCreated);
        List<Schedule> wanted = schedules.all().stream()
                .filter(schedule -> group.map(schedule.group()::equals).orElse(true))
                .filter(schedule -> schedule.name().startsWith(query.getOrDefault("NamePrefix", "")))
                .filter(schedule -> schedule.state().equals(query.getOrDefault("State", schedule.state())))
                .toList();
        return page("Schedules", wanted, Schedule::key, Schedule::summary, query);
    }

    private ObjectNode group(String method, String name, Map<String, String> query) {
        if (name.isEmpty() && "GET".equals(method)) {
            List<String> wanted = schedules.groups().stream()
                    .filter(group -> group.startsWith(query.getOrDefault("NamePrefix", "")))
                    .toList();
            return page("ScheduleGroups", wanted, group -> group, this::describe, query);
        }
        named(name, "name");
        switch (method) {
            case "POST" -> schedules.createGroup(name);
            case "GET" -> {
                return describe(name);
            }
            case "DELETE" -> {
                if (Schedules.DEFAULT_GROUP.equals(name)) {
                    throw Constraints.invalid("The default schedule group cannot be deleted.");
                }
                schedules.deleteGroup(name);
                return Json.object();
            }
            default -> throw AwsError.unknownOperation("Scheduler " + method + " " + GROUPS);
        }
        return Json.object().put("ScheduleGroupArn", groupArn(name));
    }

    private ObjectNode describe(String group) {
        double created = Schedule.seconds(schedules.groupCreated(group));
        return Json.object()
                .put("Arn", groupArn(group))
                .put("Name", group)
                .put("State", "ACTIVE")
                .put("CreationDate", created)
                .put("LastModificationDate", created);
    }

    private static String groupArn(String group) {
        return "arn:aws:scheduler:" + AwsAccount.REGION + ":" + AwsAccount.ACCOUNT + ":schedule-group/" + group;
    }

    /** Ordered by key; the token is the last key of the page before. */
    private static <T> ObjectNode page(
            String field,
            List<T> wanted,
            Function<T, String> key,
            Function<T, ObjectNode> json,
            Map<String, String> query) {
        int size = size(query);
        String after = Optional.ofNullable(query.get("NextToken"))
                .map(SchedulerApi::decoded)
                .orElse("");
        List<T> rest = wanted.stream()
                .filter(entry -> key.apply(entry).compareTo(after) > 0)
                .toList();
        List<T> page = rest.subList(0, Math.min(size, rest.size()));
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray(field);
        page.forEach(entry -> list.add(json.apply(entry)));
        if (page.size() < rest.size()) {
            byte[] last = key.apply(page.get(page.size() - 1)).getBytes(StandardCharsets.UTF_8);
            answer.put("NextToken", Base64.getUrlEncoder().encodeToString(last));
        }
        return answer;
    }

    private static int size(Map<String, String> query) {
        String size = query.getOrDefault("MaxResults", "100");
        if (!size.matches("\\d{1,9}")) {
            throw new AwsError(400, "SerializationException", "MaxResults must be a number");
        }
        new Constraints()
                .number(Json.number(Integer.parseInt(size)), "maxResults", 1, 100)
                .end();
        return Integer.parseInt(size);
    }

    private static String decoded(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Constraints.invalid("Invalid NextToken.");
        }
    }
}
