package dev.tracks.usecase.people;

import dev.tracks.domain.record.Alias;
import dev.tracks.domain.record.Participant;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.WriteResult;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and writes participants. */
public interface Participants {
    /**
     * What a save replaces.
     *
     * @param stored the record; empty if there is none
     * @param erased whether the person's data have been erased. Nothing can be written about the person any more
     * @param lookups the keys of the items by which the person is found, as the record lists them
     * @param upToDate whether these are the items that this version writes for the record
     */
    record Current(Optional<Stored<Participant>> stored, boolean erased, List<String> lookups, boolean upToDate) {
        /** No record. */
        public static final Current NONE = new Current(Optional.empty(), false, List.of(), false);
    }

    /**
     * A part of all people who are not erased.
     *
     * @param total how many people there are
     */
    record Slice(List<Stored<Participant>> data, int total) {}

    /** The participant with its version, if it exists. An erased person is a tombstone without personal data. */
    Optional<Stored<Participant>> participant(String participantId);

    /** The record that a save replaces. */
    Current current(String participantId);

    /** The ids of the people who have these aliases. An alias that nobody has is missing. One request. */
    Map<Alias, String> owners(Collection<Alias> aliases);

    /**
     * The first of these people who exists: those with the aliases, in this order, then the one with the id. An erased
     * person does not count. One request.
     */
    Optional<String> find(List<Alias> aliases, Optional<String> participantId);

    /** The names of those of these people who exist and are not erased, by id; of at most 100 people. One request. */
    Map<String, String> names(Collection<String> participantIds);

    /**
     * People who are not erased, in the order of their ids. It reads all people from an index that is eventually
     * consistent: 16 requests, and one more for each further megabyte.
     *
     * @param from the index of the first one, from 0
     */
    Slice slice(int from, int count);

    /**
     * Writes the participant, its aliases and its search words in one transaction, if the record has not changed since it
     * was read and if nobody else has one of the aliases.
     */
    WriteResult save(Change<Participant> change, Current replaced);
}
