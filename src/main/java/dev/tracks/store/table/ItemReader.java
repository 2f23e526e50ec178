package dev.tracks.store.table;

import dev.tracks.domain.WireName;
import dev.tracks.domain.record.Source;
import dev.tracks.domain.record.StepReached;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads an item's attributes; an exception names an attribute that is missing or has another type. */
public final class ItemReader {
    /** An item does not have the attributes of its type. */
    static final class UnreadableItemException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnreadableItemException(String attribute, String problem) {
            super("attribute " + attribute + " " + problem);
        }
    }

    private final Map<String, AttributeValue> item;

    public ItemReader(Map<String, AttributeValue> item) {
        this.item = item;
    }

    public String text(String name) {
        return optionalText(name).orElseThrow(() -> missing(name));
    }

    public Optional<String> optionalText(String name) {
        return attribute(name, AttributeValue.Type.S).map(AttributeValue::s);
    }

    public <E extends Enum<E> & WireName> E name(String name, Class<E> type) {
        return optionalName(name, type).orElseThrow(() -> missing(name));
    }

    public <E extends Enum<E> & WireName> Optional<E> optionalName(String name, Class<E> type) {
        return optionalText(name)
                .map(text -> WireName.find(type, text)
                        .orElseThrow(() -> new UnreadableItemException(name, "must be one of " + WireName.all(type))));
    }

    public Instant time(String name) {
        return optionalTime(name).orElseThrow(() -> missing(name));
    }

    public Optional<Instant> optionalTime(String name) {
        return optionalText(name).map(text -> instant(name, text));
    }

    private static Instant instant(String name, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new UnreadableItemException(name, "must be an ISO-8601 instant");
        }
    }

    public long number(String name) {
        return attribute(name, AttributeValue.Type.N)
                .map(value -> whole(name, value.n()))
                .orElseThrow(() -> missing(name));
    }

    private static long whole(String name, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new UnreadableItemException(name, "must be a whole number");
        }
    }

    public boolean flag(String name) {
        return attribute(name, AttributeValue.Type.BOOL)
                .map(AttributeValue::bool)
                .orElseThrow(() -> missing(name));
    }

    /** The flag; false if there is no such attribute. */
    public boolean optionalFlag(String name) {
        return has(name) && flag(name);
    }

    public Map<String, Object> json(String name) {
        return attribute(name, AttributeValue.Type.M)
                .map(value -> json(name, value.m()))
                .orElseThrow(() -> missing(name));
    }

    private static Map<String, Object> json(String name, Map<String, AttributeValue> value) {
        try {
            return Items.fromMap(value);
        } catch (NumberFormatException e) {
            throw new UnreadableItemException(name, "contains a number that cannot be read");
        }
    }

    public List<String> texts(String name) {
        return attribute(name, AttributeValue.Type.L)
                .map(value -> value.l().stream().map(AttributeValue::s).toList())
                .orElseThrow(() -> missing(name));
    }

    public Optional<ItemReader> optionalMap(String name) {
        return attribute(name, AttributeValue.Type.M).map(value -> new ItemReader(value.m()));
    }

    public ItemReader map(String name) {
        return optionalMap(name).orElseThrow(() -> missing(name));
    }

    public List<ItemReader> maps(String name) {
        return attribute(name, AttributeValue.Type.L)
                .map(value ->
                        value.l().stream().map(map -> new ItemReader(map.m())).toList())
                .orElseThrow(() -> missing(name));
    }

    public boolean has(String name) {
        return item.containsKey(name);
    }

    public Source source(String name) {
        ItemReader source = map(name);
        Source.Kind kind = source.name("kind", Source.Kind.class);
        return switch (kind) {
            case API -> Source.API;
            case JOB -> Source.job(source.text("jobId"));
            case STEP -> Source.step(source.cause());
            case INVITATION -> Source.invitation(source.cause());
        };
    }

    public StepReached cause() {
        return new StepReached(text("trackId"), text("stepId"), text("participantId"), (int) number("instance"));
    }

    private Optional<AttributeValue> attribute(String name, AttributeValue.Type type) {
        Optional<AttributeValue> value = Optional.ofNullable(item.get(name));
        if (value.isPresent() && value.get().type() != type) {
            throw new UnreadableItemException(name, "must be of type " + type);
        }
        return value;
    }

    private static UnreadableItemException missing(String name) {
        return new UnreadableItemException(name, "is missing");
    }
}
