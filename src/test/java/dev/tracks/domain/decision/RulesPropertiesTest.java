package dev.tracks.domain.decision;

import static dev.tracks.domain.decision.FactsBuilder.CAUSE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.domain.decision.Decision.Enroll;
import dev.tracks.domain.decision.Decision.Invite;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.Lineage;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.step.ReEnrollment;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

/** Properties that hold for every decision. */
class RulesPropertiesTest {

    @Provide
    Arbitrary<Facts> facts() {
        return GeneratedFacts.any();
    }

    @Provide
    Arbitrary<Facts> factsOfAnEffect() {
        return facts().filter(facts ->
                Rules.decide(facts).fold(enroll -> true, invite -> true, defer -> false, skip -> false));
    }

    /**
     * With this seed each decision and skip reason occurs, so every branch of the rules is compared.
     */
    @Property(tries = 4_000, seed = "20250303", edgeCases = EdgeCasesMode.NONE, generation = GenerationMode.RANDOMIZED)
    @StatisticsReport(StatisticsReportMode.OFF)
    void everyDecisionEqualsTheReferenceRules(@ForAll("facts") Facts facts) {
        Decision decision = Rules.decide(facts);
        String answer = answer(decision);

        assertThat(answer).isEqualTo(ReferenceRules.answer(facts));
        assertThat(instance(decision))
                .isEqualTo(ReferenceRules.instance(answer, facts.destination().instances()));
        Statistics.collect(answer);
        Statistics.coverage(coverage ->
                ReferenceRules.answers().forEach(each -> coverage.check(each).count(count -> count >= 5)));
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void theSameFactsGiveTheSameDecision(@ForAll("facts") Facts facts) {
        Facts copy = facts.withInstances(List.copyOf(facts.destination().instances()));

        assertThat(Rules.decide(facts)).isEqualTo(Rules.decide(copy));
    }

    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void nobodyIsEnrolledOrInvitedAgainstARule(@ForAll("factsOfAnEffect") Facts facts) {
        AddToTrackStep step = facts.step().orElseThrow();
        Lineage lineage = facts.source().instance().orElseThrow().lineage();
        assertThat(facts.destination().track())
                .hasValueSatisfying(track -> assertThat(track.isActive()).isTrue());
        assertThat(step.destinationTrackId()).isNotEqualTo(step.trackId()).isNotIn(lineage.trackIds());
        assertThat(step.reEnrollment() == ReEnrollment.NO
                        && facts.destination().instances().stream().anyMatch(instance -> !instance.undone()))
                .isFalse();
        assertThat(facts.enrollee())
                .hasValueSatisfying(person -> assertThat(person.active()).isTrue());
    }

    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void anEnrollmentOrInvitationHasTheNextNumberAndExtendsTheLineage(@ForAll("factsOfAnEffect") Facts facts) {
        String enrolleeId = facts.enrollee().orElseThrow().id();
        String trackId = facts.step().orElseThrow().destinationTrackId();
        Lineage lineage = facts.source().instance().orElseThrow().lineage().to(trackId);
        int started = facts.destination().instances().size();
        int invited = facts.destination().invitations().size();
        assertThat(facts.lineage()).isEqualTo(lineage);
        assertThat(Rules.decide(facts))
                .isIn(
                        new Enroll(enrolleeId, new EnrollmentRef(trackId, started + 1)),
                        new Invite(enrolleeId, new InvitationRef(trackId, invited + 1)));
    }

    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void anUndoneInstanceChangesNothingButTheNextNumber(@ForAll("facts") Facts facts) {
        List<Enrollment> counted = facts.destination().instances().stream()
                .filter(instance -> !instance.undone())
                .toList();
        int last = facts.destination().instances().size();

        Decision decision = Rules.decide(facts);
        Decision without = Rules.decide(facts.withInstances(counted));

        assertThat(decision instanceof Enroll enroll ? numbered(enroll, last + 1) : decision)
                .isEqualTo(without instanceof Enroll enroll ? numbered(enroll, last + 1) : without);
        assertThat(facts.destination().next("week-1").instance()).isEqualTo(last + 1);
    }

    private static Enroll numbered(Enroll enroll, int number) {
        EnrollmentRef ref = new EnrollmentRef(enroll.enrollment().trackId(), number);
        return new Enroll(enroll.enrolleeId(), ref, enroll.evidence());
    }

    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void aRunKeepsReachedAtAndDueAtForItsRepeats(@ForAll("facts") Facts facts) {
        Optional<Run> earlier = facts.run();
        Run run = Run.of(CAUSE, Rules.decide(facts), facts.step(), facts.now(), earlier);

        assertThat(run.reachedAt()).isEqualTo(earlier.map(Run::reachedAt).orElse(facts.now()));
        assertThat(run.version()).isEqualTo(earlier.map(Run::version).orElse(0L) + 1);
        earlier.flatMap(Run::dueAt).ifPresent(due -> assertThat(run.dueAt()).contains(due));
        assertThat(run.answersReplays(facts.now())).isEqualTo(run.status() != RunStatus.SKIPPED);
    }

    private static Optional<Object> instance(Decision decision) {
        return decision.fold(
                enroll -> Optional.empty(),
                invite -> Optional.empty(),
                defer -> Optional.empty(),
                skip -> Optional.ofNullable(skip.evidence().get("instance")));
    }

    private static String answer(Decision decision) {
        return decision.fold(
                enroll -> "enrolled",
                invite -> "invited",
                defer -> "deferred",
                skip -> skip.reason().wireName());
    }
}
