package dev.tracks.store;

import dev.tracks.domain.Participant;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.People;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.Written;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Participants, in the table. */
@Singleton
public final class TablePeople implements People {
    private final Table table;

    public TablePeople(Table table) {
        this.table = table;
    }

    @Override
    public Optional<Stored<Participant>> participant(String participantId) {
        return table.get(Keys.participant(participantId)).map(item -> StoredItem.read(item, ParticipantItem::read));
    }

    @Override
    public boolean isErased(String participantId) {
        return ParticipantItem.isErased(table.get(Keys.participant(participantId)));
    }

    @Override
    public Written save(Change<Participant> change) {
        return table.write(List.of(StoredItem.put(
                ParticipantItem.writer(change.value()),
                change,
                Condition.PARTICIPANT_IS_NEW,
                Condition.PARTICIPANT_UNCHANGED)));
    }
}
