package dev.tracks.domain.decision;

import static dev.tracks.domain.decision.Facts.OnDemand.INSTANCES;
import static dev.tracks.domain.decision.Facts.OnDemand.INVITATIONS;
import static dev.tracks.domain.decision.Facts.OnDemand.MANAGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tracks.Fixtures;
import dev.tracks.Fixtures.Step;
import dev.tracks.domain.SpanUnit;
import dev.tracks.domain.decision.Facts.OnDemand;
import dev.tracks.domain.decision.FactsBuilder.Part;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.track.TrackStatus;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which fact the rules need next. */
class RulesMissingTest {
    private final FactsBuilder situation = new FactsBuilder().unread(OnDemand.values());

    @Test
    void anAutomaticStepNeedsTheInstances() {
        assertThat(Rules.missing(situation.facts())).contains(INSTANCES);
        assertThat(Rules.missing(situation.facts().withInstances(List.of()))).isEmpty();
    }

    @Test
    void aManualStepThenNeedsTheInvitations() {
        Facts facts = situation.step(step -> step.manual("Come along")).facts();

        assertThat(Rules.missing(facts)).contains(INSTANCES);
        assertThat(Rules.missing(facts.withInstances(List.of()))).contains(INVITATIONS);
        assertThat(Rules.missing(facts.withInstances(List.of()).withInvitations(List.of())))
                .isEmpty();
    }

    @Test
    void aStepForTheManagerFirstNeedsTheManager() {
        Facts facts = situation.step(Step::forManager).facts();

        assertThat(Rules.missing(facts)).contains(MANAGER);
        assertThat(Rules.missing(facts.withManager(facts.people().manager()))).contains(INSTANCES);
    }

    @Test
    void aMessageThatNamesTheManagerNeedsThemLast() {
        Facts facts = situation
                .step(step -> step.confirmation("From {{manager}}"))
                .unread(MANAGER)
                .facts();

        assertThat(Rules.missing(facts)).contains(MANAGER);
        assertThat(Rules.missing(facts.withManager(facts.people().manager()))).isEmpty();
    }

    @Test
    void aDecisionThatDoesNotRestOnAFactDoesNotNeedIt() {
        UnaryOperator<Step> all = step -> step.forManager().manual("From {{manager}}");

        assertThat(missing(new FactsBuilder().step(all).without(Part.STEP))).isFalse();
        assertThat(missing(new FactsBuilder().step(all).without(Part.PARTICIPANT)))
                .isFalse();
        assertThat(missing(new FactsBuilder().destination(TrackStatus.PAUSED))).isFalse();
        assertThat(missing(new FactsBuilder()
                        .step(step ->
                                step.delay(Fixtures.delay(1, SpanUnit.DAYS)).manual("From {{manager}}"))))
                .isFalse();
    }

    @Test
    void aRefusalByThePolicyNeedsNeitherInvitationsNorTheManager() {
        Facts facts = situation
                .step(step -> step.manual("From {{manager}}"))
                .instance(EnrollmentStatus.ACTIVE, Duration.ofHours(1))
                .unread(INVITATIONS, MANAGER)
                .facts();

        assertThat(Rules.missing(facts)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void noDecisionIsMadeWithoutAFactThatItNeeds(OnDemand fact) {
        Facts facts = new FactsBuilder()
                .step(step -> step.forManager().manual("Come along"))
                .unread(fact)
                .facts();

        assertThat(Rules.missing(facts)).contains(fact);
        assertThatIllegalStateException()
                .isThrownBy(() -> Rules.decide(facts))
                .withMessage("the decision needs " + fact + ", which was not read");
    }

    private static boolean missing(FactsBuilder situation) {
        return Rules.missing(situation.unread(OnDemand.values()).facts()).isPresent();
    }
}
