package dev.tracks.local.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Slack's rules for blocks (Slack docs, "Reference: blocks", "Text object", "Button element"), limited to what the
 * program uses: sections with a text, actions with buttons. Everything else is invalid here.
 */
final class SlackBlockRules {
    private static final int BLOCKS_MAX = 50;
    private static final int ELEMENTS_MAX = 25;
    private static final int SECTION_TEXT_MAX = 3_000;
    private static final int BUTTON_TEXT_MAX = 75;
    private static final int VALUE_MAX = 2_000;
    private static final int URL_MAX = 3_000;
    private static final int ID_MAX = 255;

    private final List<String> problems = new ArrayList<>();
    private final Set<String> actionIds = new HashSet<>();

    private SlackBlockRules() {}

    /** All errors, each with its JSON pointer, worded as by Slack; empty if there is none. */
    static List<String> problems(JsonNode blocks) {
        SlackBlockRules rules = new SlackBlockRules();
        rules.blocks(blocks);
        return rules.problems;
    }

    private void blocks(JsonNode blocks) {
        if (!blocks.isArray() || blocks.isEmpty()) {
            wrong("must be a list of blocks", "/blocks");
            return;
        }
        if (blocks.size() > BLOCKS_MAX) {
            wrong("no more than " + BLOCKS_MAX + " items allowed", "/blocks");
        }
        for (int i = 0; i < blocks.size(); i++) {
            String at = "/blocks/" + i;
            JsonNode block = blocks.get(i);
            switch (block.path("type").asText()) {
                case "section" -> section(block, at);
                case "actions" -> actions(block, at);
                default -> wrong("unsupported type: " + block.path("type"), at + "/type");
            }
        }
    }

    private void section(JsonNode block, String at) {
        fields(block, Set.of("type", "text", "block_id", "expand"), at);
        textObject(block.path("text"), at + "/text", SECTION_TEXT_MAX, Set.of("plain_text", "mrkdwn"));
    }

    private void actions(JsonNode block, String at) {
        fields(block, Set.of("type", "elements", "block_id"), at);
        JsonNode elements = block.path("elements");
        if (!elements.isArray() || elements.isEmpty() || elements.size() > ELEMENTS_MAX) {
            wrong("must have 1 to " + ELEMENTS_MAX + " items", at + "/elements");
        }
        for (int i = 0; i < elements.size(); i++) {
            button(elements.get(i), at + "/elements/" + i);
        }
    }

    private void button(JsonNode button, String at) {
        if (!"button".equals(button.path("type").asText())) {
            wrong("unsupported type: " + button.path("type"), at + "/type");
            return;
        }
        fields(button, Set.of("type", "text", "action_id", "value", "url", "style", "accessibility_label"), at);
        textObject(button.path("text"), at + "/text", BUTTON_TEXT_MAX, Set.of("plain_text"));
        optional(button, "action_id", ID_MAX, at);
        optional(button, "value", VALUE_MAX, at);
        optional(button, "url", URL_MAX, at);
        if (button.has("url") && !button.path("url").asText().matches("https?://\\S+")) {
            wrong("must be a valid url", at + "/url");
        }
        if (button.has("style")
                && !Set.of("primary", "danger").contains(button.path("style").asText())) {
            wrong("must be one of primary, danger", at + "/style");
        }
        if (button.has("action_id") && !actionIds.add(button.path("action_id").asText())) {
            wrong("action_id already exists", at + "/action_id");
        }
    }

    private void textObject(JsonNode text, String at, int max, Set<String> types) {
        String type = text.path("type").asText();
        if (!types.contains(type)) {
            wrong("must be one of " + types, at + "/type");
        }
        fields(text, Set.of("type", "text", "plain_text".equals(type) ? "emoji" : "verbatim"), at);
        JsonNode value = text.path("text");
        if (!value.isTextual() || value.asText().isBlank()) {
            wrong("must be more than 0 characters", at + "/text");
        } else {
            atMost(value.asText(), max, at + "/text");
        }
        if (value.asText().matches("(?s).*(<|>|&(?!(amp|lt|gt);)).*")) {
            // Slack accepts it, but a name might become a mention, which this program never intends.
            wrong("control characters must be escaped", at + "/text");
        }
    }

    private void optional(JsonNode holder, String name, int max, String at) {
        if (holder.has(name) && !holder.path(name).isTextual()) {
            wrong("must be a string", at + "/" + name);
        }
        atMost(holder.path(name).asText(""), max, at + "/" + name);
    }

    private void atMost(String text, int max, String at) {
        if (text.codePointCount(0, text.length()) > max) {
            wrong("must be less than " + (max + 1) + " characters", at);
        }
    }

    private void fields(JsonNode holder, Set<String> known, String at) {
        holder.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                wrong("invalid additional property: " + name, at);
            }
        });
    }

    private void wrong(String what, String pointer) {
        problems.add("[ERROR] " + what + " [json-pointer:" + pointer + "]");
    }
}
