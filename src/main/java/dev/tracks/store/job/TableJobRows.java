package dev.tracks.store.job;

import dev.tracks.domain.job.JobRow;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.message.MessageText;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.store.item.EnrollmentItem;
import dev.tracks.store.item.InvitationItem;
import dev.tracks.store.item.RunItem;
import dev.tracks.store.item.UndeliverableItem;
import dev.tracks.store.item.job.JobRowItem;
import dev.tracks.store.item.person.ParticipantItem;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Table;
import dev.tracks.store.table.Write;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.job.row.JobEffect;
import dev.tracks.usecase.job.row.JobRows;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Stores the rows of jobs in the table, with their effects. */
@Singleton
public final class TableJobRows implements JobRows {
    private final Table table;

    public TableJobRows(Table table) {
        this.table = table;
    }

    @Override
    public Map<String, JobRow> rows(String jobId, Collection<String> keys) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        List<Key> wanted = keys.stream().map(key -> Keys.row(jobId, key)).toList();
        return table.batchGet(wanted).values().stream()
                .map(JobRowItem::read)
                .collect(Collectors.toMap(JobRow::key, row -> row));
    }

    @Override
    public WriteResult write(JobRow row) {
        return table.write(List.of(JobRowItem.put(row)));
    }

    @Override
    public WriteResult enroll(Enrollment enrollment, Optional<MessageText> confirmation, JobRow row, String by) {
        List<Write> writes = new ArrayList<>(ParticipantItem.notErased(enrollment.participantId()));
        writes.add(EnrollmentItem.put(enrollment, confirmation, by));
        writes.add(JobRowItem.put(row));
        return table.write(writes);
    }

    @Override
    public WriteResult write(List<JobEffect> effects, JobRow row, String by) {
        return table.write(Stream.concat(effects(effects, by), Stream.of(JobRowItem.put(row)))
                .toList());
    }

    @Override
    public WriteResult write(List<JobEffect> effects, String by) {
        return table.write(effects(effects, by).toList());
    }

    private static Stream<Write> effects(List<JobEffect> effects, String by) {
        Writes writes = new Writes(by);
        String[] changed = effects.stream()
                .flatMap(effect -> effect.accept(new ChangedPeople()))
                .toArray(String[]::new);
        return Stream.concat(
                ParticipantItem.notErased(changed).stream(), effects.stream().flatMap(effect -> effect.accept(writes)));
    }

    /** The people whose instances an effect changes: they must not have been erased. */
    private static final class ChangedPeople implements JobEffect.Visitor<Stream<String>> {
        @Override
        public Stream<String> endEnrollment(JobEffect.EndEnrollment effect) {
            return Stream.of(effect.change().value().participantId());
        }

        @Override
        public Stream<String> closeInvitation(JobEffect.CloseInvitation effect) {
            return Stream.empty();
        }

        @Override
        public Stream<String> saveRun(JobEffect.SaveRun effect) {
            return Stream.empty();
        }

        @Override
        public Stream<String> resendConfirmation(JobEffect.ResendConfirmation effect) {
            return Stream.of(effect.change().value().participantId());
        }

        @Override
        public Stream<String> resendInvitation(JobEffect.ResendInvitation effect) {
            return Stream.empty();
        }
    }

    private record Writes(String by) implements JobEffect.Visitor<Stream<Write>> {
        @Override
        public Stream<Write> endEnrollment(JobEffect.EndEnrollment effect) {
            return Stream.of(EnrollmentItem.changed(effect.change()));
        }

        @Override
        public Stream<Write> closeInvitation(JobEffect.CloseInvitation effect) {
            return Stream.of(InvitationItem.changed(effect.withdrawn(), by));
        }

        @Override
        public Stream<Write> saveRun(JobEffect.SaveRun effect) {
            return Stream.of(RunItem.put(effect.cancelled()));
        }

        @Override
        public Stream<Write> resendConfirmation(JobEffect.ResendConfirmation effect) {
            MessageRef ref = MessageRef.confirmation(effect.change().value());
            return Stream.of(EnrollmentItem.resent(effect.change()), UndeliverableItem.delete(ref));
        }

        @Override
        public Stream<Write> resendInvitation(JobEffect.ResendInvitation effect) {
            return InvitationItem.resent(effect.resent(), by).stream();
        }
    }
}
