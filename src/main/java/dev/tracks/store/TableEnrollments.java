package dev.tracks.store;

import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.store.item.EnrollmentItem;
import dev.tracks.store.item.UndeliverableItem;
import dev.tracks.store.item.person.ParticipantItem;
import dev.tracks.store.item.person.ParticipantReader;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Table;
import dev.tracks.store.table.Write;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.enroll.Enrollments;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Stores single enrollments in the table. */
@Singleton
public final class TableEnrollments implements Enrollments {
    private final Table table;
    private final ParticipantReader participants;

    public TableEnrollments(Table table, ParticipantReader participants) {
        this.table = table;
        this.participants = participants;
    }

    @Override
    public Optional<Stored<Enrollment>> enrollment(String participantId, EnrollmentRef ref) {
        return table.get(Keys.enrollment(participantId, ref)).map(EnrollmentItem::stored);
    }

    @Override
    public boolean isErased(String participantId) {
        return ParticipantItem.isErased(table.get(Keys.participant(participantId)));
    }

    @Override
    public WriteResult change(Change<Enrollment> change) {
        List<Write> writes =
                new ArrayList<>(ParticipantItem.notErased(change.value().participantId()));
        writes.add(EnrollmentItem.changed(change));
        return table.write(writes);
    }

    @Override
    public Optional<Confirmation> confirmation(String participantId, EnrollmentRef ref) {
        Key enrollment = Keys.enrollment(participantId, ref);
        Key person = Keys.participant(participantId);
        Map<Key, Map<String, AttributeValue>> items = table.batchGet(List.of(enrollment, person));
        return Optional.ofNullable(items.get(enrollment))
                .map(item -> new Confirmation(
                        EnrollmentItem.stored(item),
                        Optional.ofNullable(items.get(person)).map(participants::read),
                        EnrollmentItem.stateOfConfirmation(item),
                        EnrollmentItem.resendRequestedAt(item)));
    }

    @Override
    public WriteResult resend(Change<Enrollment> change) {
        List<Write> writes =
                new ArrayList<>(ParticipantItem.notErased(change.value().participantId()));
        writes.add(EnrollmentItem.resent(change));
        writes.add(UndeliverableItem.delete(MessageRef.confirmation(change.value())));
        return table.write(writes);
    }
}
