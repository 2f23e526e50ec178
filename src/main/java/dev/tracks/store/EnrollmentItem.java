package dev.tracks.store;

import dev.tracks.domain.Enrollment;
import dev.tracks.domain.EnrollmentStatus;
import dev.tracks.domain.Lineage;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.DueItem.PendingEnrollment;
import dev.tracks.usecase.Stored;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An enrollment as an item: also the outbox of its confirmation and of its track's own steps. */
final class EnrollmentItem {
    static final String CONFIRMATION = "confirmation";

    private EnrollmentItem() {}

    /** Puts a new instance where none is. */
    static Write.Put put(Enrollment enrollment, Optional<String> confirmation, String by) {
        return new Write.Put(fresh(enrollment, confirmation, by), Check.of(Condition.ENROLLMENT_IS_NEW));
    }

    private static Map<String, AttributeValue> fresh(Enrollment enrollment, Optional<String> confirmation, String by) {
        String person = enrollment.participantId();
        int shard = Keys.shard(person);
        return ItemWriter.at(Keys.enrollment(person, enrollment.ref()))
                .index(
                        Index.GSI1,
                        Keys.ofTrack(enrollment.trackId(), shard),
                        Keys.ENROLLMENT + Keys.time(enrollment.startedAt()))
                .all(Pending.mark(Pending.STARTED, person, enrollment.startedAt()))
                .text("participantId", person)
                .text("trackId", enrollment.trackId())
                .number("instance", enrollment.instance())
                .name("status", enrollment.status())
                .time("startedAt", enrollment.startedAt())
                .time("endedAt", enrollment.endedAt())
                .json("progress", enrollment.progress())
                .source("source", enrollment.source())
                .texts("lineage", enrollment.lineage().trackIds())
                .text(CONFIRMATION, confirmation)
                .number(Items.VERSION, 1)
                .time(Items.UPDATED_AT, enrollment.startedAt())
                .text(Items.UPDATED_BY, by)
                .build();
    }

    /** Writes status, end and progress; an end is to be handed over. */
    static Write.Update changed(Change<Enrollment> change) {
        Enrollment enrollment = change.value();
        ItemWriter set = ItemWriter.map()
                .name("status", enrollment.status())
                .time("endedAt", enrollment.endedAt())
                .json("progress", enrollment.progress())
                .number(Items.VERSION, change.nextVersion())
                .time(Items.UPDATED_AT, change.at())
                .text(Items.UPDATED_BY, change.by());
        // A start that was not handed over yet stays marked as such.
        Map<String, AttributeValue> ended = enrollment.status() == EnrollmentStatus.ACTIVE
                ? Map.of()
                : Pending.mark(Pending.ENDED, enrollment.participantId(), change.at());
        return new Write.Update(
                Keys.enrollment(enrollment.participantId(), enrollment.ref()),
                set.build(),
                ended,
                Set.of(),
                Check.version(
                        Condition.ENROLLMENT_UNCHANGED, change.readVersion().orElseThrow()));
    }

    static Enrollment read(Map<String, AttributeValue> item) {
        ItemReader reader = new ItemReader(item);
        return new Enrollment(
                reader.text("participantId"),
                reader.text("trackId"),
                (int) reader.number("instance"),
                reader.name("status", EnrollmentStatus.class),
                reader.time("startedAt"),
                reader.optionalTime("endedAt"),
                reader.json("progress"),
                reader.source("source"),
                new Lineage(reader.texts("lineage")));
    }

    static Stored<Enrollment> stored(Map<String, AttributeValue> item) {
        return StoredItem.read(item, EnrollmentItem::read);
    }

    static PendingEnrollment pending(Map<String, AttributeValue> item) {
        ItemReader reader = new ItemReader(item);
        return new PendingEnrollment(
                read(item),
                reader.text(Items.PENDING).equals(Pending.STARTED),
                reader.has(CONFIRMATION),
                reader.number(Items.VERSION));
    }
}
