package dev.tracks.usecase.enroll;

import static dev.tracks.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.Fixtures.Person;
import dev.tracks.Fixtures.Step;
import dev.tracks.domain.SpanUnit;
import dev.tracks.domain.decision.Facts;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.usecase.configure.Catalog;
import dev.tracks.usecase.enroll.Ledger.PersonReading;
import dev.tracks.usecase.enroll.Ledger.Reading;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which reads come after the first one, and when. Each test says all of them: any other fails it. */
class FactReaderTest {
    private static final StepReached CAUSE = Fixtures.cause("day-1", "s1", "ada", 1);
    private static final Enrollment FIRST = Fixtures.enrollment("ada", "week-1", 1);
    private static final Invitation INVITATION = Fixtures.invitation(CAUSE, "week-1", 1);

    private final Catalog catalog = mock(Catalog.class);
    private final Ledger ledger = mock(Ledger.class);
    private final FactReader reader = new FactReader(catalog, ledger);
    private final Step step = Fixtures.step("day-1", "s1", "week-1");
    private final Person ada = Fixtures.person("ada").managedBy("grace");
    private Optional<Enrollment> firstInstance = Optional.empty();

    @BeforeEach
    void bothTracksAreActiveAndGraceExists() {
        when(catalog.track("day-1")).thenReturn(Optional.of(Fixtures.track("day-1")));
        when(catalog.track("week-1")).thenReturn(Optional.of(Fixtures.track("week-1")));
        PersonReading grace =
                new PersonReading(Optional.of(Fixtures.person("grace").build()), Optional.empty());
        when(ledger.readPerson(any(), any())).thenReturn(grace);
    }

    @Test
    void anAutomaticStepNeedsNoFurtherRead() {
        Facts facts = facts();

        assertThat(facts.step()).contains(step.build());
        assertThat(facts.people().participant()).contains(ada.build());
        assertThat(facts.source().instance()).contains(Fixtures.enrollment("ada", "day-1", 1));
        assertThat(facts.source().track()).contains(Fixtures.track("day-1"));
        assertThat(facts.destination().track()).contains(Fixtures.track("week-1"));
        verifyNoMoreInteractions(ledger);
    }

    @Test
    void theFirstReadBringsTheInstanceThatNoRestsOn() {
        firstInstance = Optional.of(FIRST);

        assertThat(facts().destination().instances()).containsExactly(FIRST);
        verifyNoMoreInteractions(ledger);
    }

    @Test
    void ifTheFirstInstanceIsUndoneAllAreRead() {
        List<Enrollment> all = List.of(FIRST.undo(NOW), Fixtures.enrollment("ada", "week-1", 2));
        firstInstance = Optional.of(all.get(0));
        when(ledger.instances("ada", "week-1")).thenReturn(all);

        assertThat(facts().destination().instances()).isEqualTo(all);
        verify(ledger).instances("ada", "week-1");
        verifyNoMoreInteractions(ledger);
    }

    @Test
    void anUndoneFirstInstanceIsNoReasonToReadMoreForAnEarlySkip() {
        firstInstance = Optional.of(FIRST.undo(NOW));
        step.disabled();

        facts();

        verifyNoMoreInteractions(ledger);
    }

    @Test
    void ifTheManagersFirstInstanceIsUndoneAllOfTheirsAreRead() {
        step.forManager();
        Enrollment undone = Fixtures.enrollment("grace", "week-1", 1).undo(NOW);
        PersonReading grace =
                new PersonReading(Optional.of(Fixtures.person("grace").build()), Optional.of(undone));
        when(ledger.readPerson("grace", Optional.of("week-1"))).thenReturn(grace);
        when(ledger.instances("grace", "week-1")).thenReturn(List.of(undone));

        assertThat(facts().destination().next("week-1").instance()).isEqualTo(2);
        verify(ledger).readPerson("grace", Optional.of("week-1"));
        verify(ledger).instances("grace", "week-1");
        verifyNoMoreInteractions(ledger);
    }

    @Test
    void theFirstInstanceIsAskedForWhereTheParticipantIsTheEnrollee() {
        assertThat(FactReader.firstInstanceWanted(Optional.of(step.build()))).contains("week-1");
        assertThat(FactReader.firstInstanceWanted(Optional.of(step.forManager().build())))
                .isEmpty();
        assertThat(FactReader.firstInstanceWanted(Optional.empty())).isEmpty();
    }

    @Test
    void theFirstInstanceAloneIsAskedForUnderNoOnly() {
        step.reEnrollment(ReEnrollment.WHEN_NOT_COMPLETED);
        assertThat(FactReader.firstInstanceWanted(Optional.of(step.build()))).isEmpty();
    }

    @Test
    void anotherPolicyNeedsAllInstances() {
        step.reEnrollment(ReEnrollment.YES);
        when(ledger.instances("ada", "week-1")).thenReturn(List.of(FIRST));

        assertThat(facts().destination().instances()).containsExactly(FIRST);
        verify(ledger).instances("ada", "week-1");
        verifyNoMoreInteractions(ledger);
    }

    @Test
    void aManualStepNeedsInvitations() {
        step.manual("Come along");
        when(ledger.invitations("ada", "week-1")).thenReturn(List.of(INVITATION));

        assertThat(facts().destination().invitations()).containsExactly(INVITATION);
        verify(ledger).invitations("ada", "week-1");
        verifyNoMoreInteractions(ledger);
    }

    @Test
    void invitationsAreNotReadWhereThePolicyRefuses() {
        step.manual("Come along").reEnrollment(ReEnrollment.WHEN_NOT_ACTIVE);
        when(ledger.instances("ada", "week-1")).thenReturn(List.of(FIRST));

        facts();

        verify(ledger).instances("ada", "week-1");
        verifyNoMoreInteractions(ledger);
    }

    @Test
    void whoIsSkippedOrDeferredNeedsNoFurtherRead() {
        step.manual("From {{manager}}").reEnrollment(ReEnrollment.YES).delay(Fixtures.delay(1, SpanUnit.DAYS));
        facts();

        step.forManager().disabled();
        facts();

        verifyNoMoreInteractions(ledger);
    }

    @Test
    void aManagerAsEnrolleeIsReadWithTheirFirstInstance() {
        step.forManager();
        Enrollment graces = Fixtures.enrollment("grace", "week-1", 1);
        PersonReading grace =
                new PersonReading(Optional.of(Fixtures.person("grace").build()), Optional.of(graces));
        when(ledger.readPerson("grace", Optional.of("week-1"))).thenReturn(grace);

        Facts facts = facts();

        assertThat(facts.enrollee()).contains(Fixtures.person("grace").build());
        assertThat(facts.destination().instances()).containsExactly(graces);
        verify(ledger).readPerson("grace", Optional.of("week-1"));
        verifyNoMoreInteractions(ledger);
    }

    @Test
    void aManagersInstancesAndInvitationsAreTheManagers() {
        step.forManager().manual("From {{manager}}").reEnrollment(ReEnrollment.YES);

        Facts facts = facts();

        assertThat(facts.people().manager()).contains(Fixtures.person("grace").build());
        verify(ledger).readPerson("grace", Optional.empty());
        verify(ledger).instances("grace", "week-1");
        verify(ledger).invitations("grace", "week-1");
        verifyNoMoreInteractions(ledger);
    }

    @Test
    void whereTheManagerIsUnknownNobodysInstancesAreRead() {
        step.forManager().reEnrollment(ReEnrollment.YES);
        when(ledger.readPerson(any(), any())).thenReturn(new PersonReading(Optional.empty(), Optional.empty()));

        assertThat(facts().people().manager()).isEmpty();
        verify(ledger).readPerson("grace", Optional.empty());
        verifyNoMoreInteractions(ledger);
    }

    @Test
    void whereThereIsNoManagerNoneIsRead() {
        step.forManager();
        assertThat(facts(Fixtures.person("ada")).people().manager()).isEmpty();

        Step naming = Fixtures.step("day-1", "s1", "week-1").confirmation("From {{manager}}");
        assertThat(facts(naming, Fixtures.person("ada")).people().manager()).isEmpty();

        verifyNoMoreInteractions(ledger);
    }

    @Test
    void aMessageThatNamesTheManagerNeedsThem() {
        step.confirmation("From {{manager}}");

        assertThat(facts().people().manager()).contains(Fixtures.person("grace").build());
        verify(ledger).readPerson("grace", Optional.empty());
        verifyNoMoreInteractions(ledger);
    }

    @Test
    void theManagerIsNotReadForAMessageThatNobodyWillGet() {
        step.confirmation("From {{manager}}");
        firstInstance = Optional.of(FIRST.with(EnrollmentStatus.CANCELLED, Map.of(), NOW));

        assertThat(facts().people().manager()).isEmpty();
        verifyNoMoreInteractions(ledger);
    }

    @Test
    void aMissingStepHasNoDestination() {
        Facts facts = reader.facts(CAUSE, Optional.empty(), reading(ada), NOW);

        assertThat(facts.step()).isEmpty();
        assertThat(facts.destination().track()).isEmpty();
        verifyNoMoreInteractions(ledger);
    }

    private Facts facts() {
        return facts(ada);
    }

    private Facts facts(Person participant) {
        return facts(step, participant);
    }

    private Facts facts(Step reached, Person participant) {
        Optional<AddToTrackStep> given = Optional.of(reached.build());
        return reader.facts(CAUSE, given, reading(participant), NOW);
    }

    private Reading reading(Person participant) {
        return new Reading(
                Optional.of(participant.build()),
                Optional.of(Fixtures.enrollment("ada", "day-1", 1)),
                Optional.empty(),
                firstInstance);
    }
}
