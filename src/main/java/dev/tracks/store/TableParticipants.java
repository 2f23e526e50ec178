package dev.tracks.store;

import dev.tracks.domain.record.Participant;
import dev.tracks.store.item.ParticipantItem;
import dev.tracks.store.item.ParticipantReader;
import dev.tracks.store.item.StoredItem;
import dev.tracks.store.table.Condition;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Table;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.people.Participants;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Stores participants in the table. */
@Singleton
public final class TableParticipants implements Participants {
    private final Table table;
    private final ParticipantReader participants;

    public TableParticipants(Table table, ParticipantReader participants) {
        this.table = table;
        this.participants = participants;
    }

    @Override
    public Optional<Stored<Participant>> participant(String participantId) {
        return table.get(Keys.participant(participantId)).map(item -> StoredItem.read(item, participants::read));
    }

    @Override
    public boolean isErased(String participantId) {
        return ParticipantItem.isErased(table.get(Keys.participant(participantId)));
    }

    @Override
    public WriteResult save(Change<Participant> change) {
        return table.write(List.of(StoredItem.put(
                ParticipantItem.writer(change.value()),
                change,
                Condition.PARTICIPANT_IS_NEW,
                Condition.PARTICIPANT_UNCHANGED)));
    }
}
