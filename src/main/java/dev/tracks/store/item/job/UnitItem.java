package dev.tracks.store.item.job;

import dev.tracks.domain.job.JobUnit;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.Alias;
import dev.tracks.domain.record.PersonRef;
import dev.tracks.store.table.ItemReader;
import dev.tracks.store.table.ItemWriter;
import java.util.Arrays;

/** A unit of a page, and a person of a job's list, as maps of an item. */
final class UnitItem {
    private UnitItem() {}

    static ItemWriter write(JobUnit unit) {
        return unit.fold(
                person -> write(person.ref()).number("position", person.position()),
                reached -> ItemWriter.map().cause(reached.cause()),
                message -> ItemWriter.map()
                        .name("kind", message.ref().kind())
                        .text("participantId", message.ref().participantId())
                        .text("trackId", message.ref().trackId())
                        .number("number", message.ref().number()));
    }

    static JobUnit read(ItemReader reader) {
        if (reader.has("position")) {
            return new JobUnit.Person(person(reader), (int) reader.number("position"));
        }
        return reader.has("stepId")
                ? new JobUnit.Reached(reader.cause())
                : new JobUnit.Message(new MessageRef(
                        reader.name("kind", MessageKind.class),
                        reader.text("participantId"),
                        reader.text("trackId"),
                        (int) reader.number("number")));
    }

    static ItemWriter write(PersonRef ref) {
        return ItemWriter.map().text(ref.kind(), ref.value());
    }

    static PersonRef person(ItemReader reader) {
        return reader.optionalText("id")
                .map(PersonRef::of)
                .orElseGet(() -> Arrays.stream(Alias.Kind.values())
                        .flatMap(
                                kind -> reader.optionalText(kind.field()).map(value -> new Alias(kind, value)).stream())
                        .findFirst()
                        .map(PersonRef::of)
                        .orElseThrow(() -> new IllegalArgumentException("names no person")));
    }
}
