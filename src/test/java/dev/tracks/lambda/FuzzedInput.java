package dev.tracks.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.lambda.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Inputs of an attacker: valid ones with mutations, and arbitrary ones. They are seeded, and far cheaper than
 * generators that shrink: a failing input is identified by its number, and is small anyway.
 */
final class FuzzedInput {
    /** Multiplies the number of inputs: {@code -Dattacks=10} for a longer run. */
    static final int TIMES = Integer.getInteger("attacks", 1);

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "day-1",
            "week-1",
            "s1",
            "ada",
            "linus",
            "root",
            "Day 1",
            "a".repeat(65),
            "../day-1",
            "day-1/../x",
            "%2F",
            "TRACKS",
            "USER#ada",
            "day-1#s1",
            "{{user}}",
            "{config:x}",
            "<script>",
            "\u0000",
            "\uD800",
            "é",
            "𝒶",
            "1",
            "-1",
            "1e9",
            "true",
            "null",
            "{}",
            "2025-03-03T09:00:00Z",
            "active",
            "yes",
            "when_not_active",
            "days");
    private static final List<String> NUMBERS = List.of(
            "0",
            "1",
            "2",
            "-1",
            "99999",
            "100000",
            "2147483648",
            "9223372036854775808",
            "1.5",
            "1E+400",
            "-0.0",
            "1e-300");

    /** JSON numbers that Java cannot represent or DynamoDB cannot store. */
    static final List<String> NUMBER_TEXTS = List.of(
            "1e99999999999",
            "-1e99999999999",
            "1e-99999999999",
            "1e2147483647",
            "1e2147483648",
            "1e-2147483648",
            "10e2147483647",
            "0e99999999999",
            "1e9223372036854775808",
            "1e126",
            "1e-131",
            "9".repeat(39),
            "9".repeat(2_000),
            "1e125",
            "1e-130",
            "1.0");

    private static final Pattern MEMBER = Pattern.compile(":(\"[^\"]*\"|[0-9]+)");

    private final Random random;

    FuzzedInput(long seed) {
        random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    <T> T of(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** Bytes in no known encoding; some start like a known one. */
    byte[] bytes() {
        byte[] bytes = new byte[1 + below(16)];
        random.nextBytes(bytes);
        if (chance(2)) {
            Arrays.fill(bytes, 0, below(Math.min(4, bytes.length)), (byte) 0);
        }
        return bytes;
    }

    /** A known text, or some characters. */
    String text() {
        if (!chance(4)) {
            return of(TEXTS);
        }
        StringBuilder text = new StringBuilder();
        for (int i = below(12); i > 0; i--) {
            text.append((char) (chance(3) ? random.nextInt(0x10000) : 32 + random.nextInt(95)));
        }
        return text.toString();
    }

    JsonNode value(int depth) {
        return switch (below(depth == 0 ? 5 : 7)) {
            case 0 -> Json.of(null);
            case 1 -> Json.of(random.nextBoolean());
            case 2 -> Json.of(new BigDecimal(of(NUMBERS)));
            case 5 -> list(depth - 1);
            case 6 -> object(depth - 1);
            default -> Json.of(text());
        };
    }

    private ArrayNode list(int depth) {
        List<JsonNode> values = new ArrayList<>();
        for (int i = below(4); i > 0; i--) {
            values.add(value(depth));
        }
        return (ArrayNode) Json.of(values);
    }

    private ObjectNode object(int depth) {
        ObjectNode object = Json.object();
        for (int i = below(4); i > 0; i--) {
            object.set(text(), value(depth));
        }
        return object;
    }

    /** A copy in which some members, at any depth, are removed, changed or added. */
    JsonNode changed(JsonNode node) {
        if (chance(12)) {
            return value(2);
        }
        if (node.isObject()) {
            ObjectNode copy = Json.object();
            node.properties().forEach(member -> {
                if (!chance(12)) {
                    copy.set(chance(16) ? text() : member.getKey(), changed(member.getValue()));
                }
            });
            if (chance(10)) {
                copy.set(text(), value(1));
            }
            return copy;
        }
        if (node.isArray()) {
            List<JsonNode> copy = new ArrayList<>();
            node.forEach(element -> copy.add(changed(element)));
            return Json.of(copy);
        }
        return node;
    }

    /** JSON in which one member's value, at any depth, is a number at or beyond the limits of Java and DynamoDB. */
    String numbered(String json) {
        List<MatchResult> members = MEMBER.matcher(json).results().toList();
        if (members.isEmpty()) {
            return json;
        }
        MatchResult member = of(members);
        return json.substring(0, member.start() + 1) + of(NUMBER_TEXTS) + json.substring(member.end());
    }

    /** The text with some characters removed, replaced, doubled or swapped. */
    String broken(String text) {
        StringBuilder broken = new StringBuilder(text);
        for (int i = 1 + below(3); i > 0 && broken.length() > 0; i--) {
            int at = below(broken.length());
            switch (below(4)) {
                case 0 -> broken.deleteCharAt(at);
                case 1 -> broken.setCharAt(at, (char) (32 + below(95)));
                case 2 -> broken.insert(at, broken.charAt(at));
                default -> broken.setLength(at);
            }
        }
        return broken.toString();
    }
}
