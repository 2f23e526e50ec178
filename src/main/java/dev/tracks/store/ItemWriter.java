package dev.tracks.store;

import dev.tracks.domain.Source;
import dev.tracks.domain.StepReached;
import dev.tracks.domain.WireName;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Builds an item, attribute by attribute; absent values leave none. */
final class ItemWriter {
    private final Map<String, AttributeValue> item = new LinkedHashMap<>();

    private ItemWriter() {}

    static ItemWriter at(Key key) {
        return map().text("PK", key.pk()).text("SK", key.sk());
    }

    /** A map inside an item. */
    static ItemWriter map() {
        return new ItemWriter();
    }

    ItemWriter text(String name, String value) {
        item.put(name, Items.text(value));
        return this;
    }

    ItemWriter text(String name, Optional<String> value) {
        value.ifPresent(text -> text(name, text));
        return this;
    }

    ItemWriter name(String name, WireName value) {
        return text(name, value.wireName());
    }

    ItemWriter time(String name, Instant value) {
        item.put(name, Items.time(value));
        return this;
    }

    ItemWriter time(String name, Optional<Instant> value) {
        value.ifPresent(time -> time(name, time));
        return this;
    }

    ItemWriter number(String name, long value) {
        item.put(name, Items.number(value));
        return this;
    }

    ItemWriter flag(String name, boolean value) {
        item.put(name, AttributeValue.fromBool(value));
        return this;
    }

    ItemWriter json(String name, Object value) {
        item.put(name, Items.json(value));
        return this;
    }

    ItemWriter texts(String name, Collection<String> values) {
        item.put(name, AttributeValue.fromL(values.stream().map(Items::text).toList()));
        return this;
    }

    ItemWriter map(String name, Optional<ItemWriter> value) {
        value.ifPresent(map -> item.put(name, AttributeValue.fromM(map.item)));
        return this;
    }

    ItemWriter list(String name, Collection<ItemWriter> values) {
        item.put(
                name,
                AttributeValue.fromL(values.stream()
                        .map(map -> AttributeValue.fromM(map.item))
                        .toList()));
        return this;
    }

    ItemWriter index(Index index, String partition, String sort) {
        return text(index.partition(), partition).text(index.sort(), sort);
    }

    ItemWriter all(Map<String, AttributeValue> attributes) {
        item.putAll(attributes);
        return this;
    }

    ItemWriter source(String name, Source source) {
        ItemWriter map = map().name("kind", source.kind());
        source.cause().ifPresent(map::cause);
        return map(name, Optional.of(map));
    }

    ItemWriter cause(StepReached cause) {
        return text("trackId", cause.trackId())
                .text("stepId", cause.stepId())
                .text("participantId", cause.participantId())
                .number("instance", cause.instance());
    }

    Map<String, AttributeValue> build() {
        return item;
    }
}
