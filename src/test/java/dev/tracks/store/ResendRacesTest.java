package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.domain.job.Job;
import dev.tracks.domain.job.RowOutcome;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.job.JobEngine;
import dev.tracks.usecase.people.EraseParticipant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs that resend while their process is killed, or while others write. */
class ResendRacesTest extends ResendsOverTable {

    @Test
    void aMessageThatSomebodyElseResentMeanwhileIsUnchanged() {
        MessageRef confirmation = refused(confirmation("ada"));
        MessageRef invitation = refused(invitation("grace"));
        Job job = create(resend());
        select(job);
        resendConfirmation().resend("ada", new EnrollmentRef("week-1", 1), "root");
        manageInvitation().resend("grace", new InvitationRef("leadership", 1), "root");
        work(job);

        hasOutcome(job, confirmation, RowOutcome.UNCHANGED, "no_longer_undeliverable");
        hasOutcome(job, invitation, RowOutcome.UNCHANGED, "no_longer_undeliverable");
        assertThat(invited("grace").trail()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"ada", "grace"})
    void aMessageThatIsResentBetweenTheReadAndTheWriteIsNotSentTwice(String id) {
        refused(confirmation("ada"));
        refused(invitation("grace"));
        Job job = create(resend());
        select(job);
        long shard = pages(job).stream()
                .filter(page -> jobs().work(page).orElseThrow().lane().page().units().stream()
                        .anyMatch(unit -> unit.key().startsWith(id)))
                .findFirst()
                .orElseThrow()
                .lane();
        JobEngine late = beforeWrite(1, () -> {
            if (id.equals("ada")) {
                resendConfirmation().resend("ada", new EnrollmentRef("week-1", 1), "root");
            } else {
                manageInvitation().resend("grace", new InvitationRef("leadership", 1), "root");
            }
        });
        pages(job).stream()
                .filter(page -> page.lane() == shard)
                .forEach(page -> late.processPage().process(page, 1, () -> true));
        work(job);

        assertThat(counts(job)).isEqualTo(Map.of("resent", 1, "unchanged.no_longer_undeliverable", 1));
    }

    @Test
    void aMessageThatFailedAgainWithAnotherErrorIsUnchanged() {
        MessageRef message = refused(confirmation("ada"));
        Job job = create(resend());
        JobEngine stale = withStaleIndexes();
        resendConfirmation().resend("ada", new EnrollmentRef("week-1", 1), "root");
        publish();
        refused(message, "user_not_found");
        work(stale, job);

        hasOutcome(job, message, RowOutcome.UNCHANGED, "no_longer_undeliverable");
        assertThat(ports.undeliverables.refusal(message)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"16", "17", "18", "19", "20", "21", "22"})
    void aRepeatAfterAKillSendsNothingTwice(int write) {
        for (boolean hasEffect : new boolean[] {true, false}) {
            String prefix = hasEffect ? "a" : "b";
            refused(confirmation(prefix + 1));
            refused(invitation(prefix + 2));
            invitation(prefix + 3);
            refused(reminder(prefix + 3));
            Job job = create(resend());
            // The channel refuses the messages again before the page is repeated.
            beforeRepeat = () -> refusedAgain(job, prefix);
            workWithKill(job, write, hasEffect);

            assertThat(counts(job)).isEqualTo(Map.of("resent", 3));
            assertThat(stored(prefix + 1).enrollment().version()).isEqualTo(2);
            assertThat(invited(prefix + 2).trail())
                    .extracting(TrailEntry::decision)
                    .containsExactly("invited", "resent");
            assertThat(invited(prefix + 3).trail())
                    .extracting(TrailEntry::decision)
                    .containsExactly("invited", "resent");
            work(create(resend()));
        }
    }

    @Test
    void ofTwoJobsOneResends() {
        refused(confirmation("ada"));
        refused(invitation("grace"));
        Job first = create(resend());
        Job second = create(resend());
        select(first);
        select(second);
        work(second);
        work(first);

        assertThat(counts(second)).isEqualTo(Map.of("resent", 2));
        assertThat(counts(first)).isEqualTo(Map.of("unchanged.no_longer_undeliverable", 2));
        assertThat(invited("grace").trail()).hasSize(2);
    }

    @Test
    void anErasedPersonIsSentNothingAndTheirMessagesAreNotListed() {
        refused(confirmation("ada"));
        refused(invitation("grace"));
        JobEngine stale = withStaleIndexes();
        EraseParticipant erase = new EraseParticipant(ports.erasure, new OptimisticRetry(round -> {}), ports.clock);
        erase.erase("ada", "root");
        ports.erasure.tombstone("grace", ports.clock.instant(), ports.clock.instant(), "root");
        Job job = create(resend());
        work(stale, job);

        assertThat(counts(job))
                .isEqualTo(Map.of("unchanged.no_longer_undeliverable", 1, "skipped.participant_erased", 1));
        assertThat(invited("grace").trail()).hasSize(1);
    }
}
