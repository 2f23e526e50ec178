package dev.tracks.store.table;

import dev.tracks.domain.WireName;
import dev.tracks.domain.record.Source;
import dev.tracks.domain.record.StepReached;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Builds an item attribute by attribute; an empty optional adds none. */
public final class ItemWriter {
    private final Map<String, AttributeValue> item = new LinkedHashMap<>();

    private ItemWriter() {}

    public static ItemWriter at(Key key) {
        return map().text("PK", key.pk()).text("SK", key.sk());
    }

    /** A map inside an item. */
    public static ItemWriter map() {
        return new ItemWriter();
    }

    public ItemWriter text(String name, String value) {
        item.put(name, Items.text(value));
        return this;
    }

    public ItemWriter text(String name, Optional<String> value) {
        value.ifPresent(text -> text(name, text));
        return this;
    }

    public ItemWriter name(String name, WireName value) {
        return text(name, value.wireName());
    }

    public ItemWriter time(String name, Instant value) {
        item.put(name, Items.time(value));
        return this;
    }

    public ItemWriter time(String name, Optional<Instant> value) {
        value.ifPresent(time -> time(name, time));
        return this;
    }

    public ItemWriter number(String name, long value) {
        item.put(name, Items.number(value));
        return this;
    }

    public ItemWriter number(String name, Optional<Integer> value) {
        value.ifPresent(number -> number(name, number));
        return this;
    }

    public ItemWriter flag(String name, boolean value) {
        item.put(name, AttributeValue.fromBool(value));
        return this;
    }

    /** Adds the attribute, with the value true, only if {@code value} is true. */
    public ItemWriter flagIf(String name, boolean value) {
        return value ? flag(name, true) : this;
    }

    public ItemWriter json(String name, Object value) {
        item.put(name, Items.json(value));
        return this;
    }

    public ItemWriter texts(String name, Collection<String> values) {
        item.put(name, AttributeValue.fromL(values.stream().map(Items::text).toList()));
        return this;
    }

    public ItemWriter map(String name, Optional<ItemWriter> value) {
        value.ifPresent(map -> item.put(name, AttributeValue.fromM(map.item)));
        return this;
    }

    public ItemWriter list(String name, Collection<ItemWriter> values) {
        item.put(
                name,
                AttributeValue.fromL(values.stream()
                        .map(map -> AttributeValue.fromM(map.item))
                        .toList()));
        return this;
    }

    public ItemWriter index(Index index, String partition, String sort) {
        return text(index.partition(), partition).text(index.sort(), sort);
    }

    public ItemWriter all(Map<String, AttributeValue> attributes) {
        item.putAll(attributes);
        return this;
    }

    public ItemWriter source(String name, Source source) {
        ItemWriter map = map().name("kind", source.kind()).text("jobId", source.jobId());
        source.cause().ifPresent(map::cause);
        return map(name, Optional.of(map));
    }

    public ItemWriter cause(StepReached cause) {
        return text("trackId", cause.trackId())
                .text("stepId", cause.stepId())
                .text("participantId", cause.participantId())
                .number("instance", cause.instance());
    }

    public Map<String, AttributeValue> build() {
        return item;
    }
}
