package dev.tracks.store;

import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.store.item.EnrollmentItem;
import dev.tracks.store.item.ParticipantItem;
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
import java.util.Optional;

/** Stores single enrollments in the table. */
@Singleton
public final class TableEnrollments implements Enrollments {
    private final Table table;

    public TableEnrollments(Table table) {
        this.table = table;
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
}
