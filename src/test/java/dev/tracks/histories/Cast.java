package dev.tracks.histories;

import dev.tracks.Fixtures;
import dev.tracks.domain.AddToTrackStep;
import dev.tracks.domain.Audience;
import dev.tracks.domain.Delay;
import dev.tracks.domain.Participant;
import dev.tracks.domain.ReEnrollment;
import dev.tracks.domain.ReachedBy;
import dev.tracks.domain.SpanUnit;
import dev.tracks.domain.StepReached;
import dev.tracks.domain.TimeSpan;
import dev.tracks.domain.Track;
import dev.tracks.domain.TrackStatus;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who and what histories are about; few of each, so that they meet. */
final class Cast {
    static final List<String> TRACKS = List.of("day-1", "week-1", "month-1", "safety", "leadership");
    static final List<String> PEOPLE = List.of("ada", "linus", "grace", "alan", "mary");
    static final List<String> ADMINS = List.of("root", "hana");
    /** What nobody has made yet when a history begins. */
    static final Set<String> LATER = Set.of("safety", "mary");

    private static final String OPTIONAL = "leadership";
    private static final List<String> STEPS = List.of("s1", "s2");
    private static final List<String> CONFIRMATIONS =
            List.of("You're in!", "Welcome to {{track}}, {{user}}", "{{manager}} put you on {{track}}");

    private Cast() {}

    static StepReached cause(Dice dice) {
        return new StepReached(dice.one(TRACKS), dice.one(STEPS), dice.one(PEOPLE), dice.chance(800) ? 1 : 2);
    }

    static String stepId(Dice dice) {
        return dice.one(STEPS);
    }

    static Track track(String id, Dice dice) {
        TrackStatus status = dice.chance(750)
                ? TrackStatus.ACTIVE
                : dice.one(TrackStatus.PAUSED, TrackStatus.DRAFT, TrackStatus.ARCHIVED);
        return Fixtures.track(id, status);
    }

    static String name(String id) {
        return Fixtures.person(id).build().name();
    }

    static String email(String id) {
        return id + "@example.org";
    }

    /** The first two people lead the others, and one leads the other. */
    static Participant person(String id, Dice dice, boolean active) {
        Fixtures.Person person =
                Fixtures.person(id).email(email(id)).attributes(Map.of("role", dice.one("engineer", "designer")));
        if (dice.chance(750)) {
            String manager = dice.one("ada", "linus", "nobody");
            person = id.equals(manager) ? person : person.managedBy(manager);
        }
        if (dice.chance(400)) {
            person = person.zone(dice.one("America/New_York", "America/New_York", "Asia/Tokyo", "Australia/Lord_Howe"));
        }
        return (active ? person : person.deactivated()).build();
    }

    static AddToTrackStep step(Dice dice) {
        String trackId = dice.one(TRACKS);
        String destination = dice.chance(980) ? other(trackId, dice) : trackId;
        return step(dice, trackId, stepId(dice), destination);
    }

    static AddToTrackStep step(Dice dice, String trackId, String stepId, String destination) {
        boolean manual = dice.chance(250);
        boolean optional = manual && !trackId.equals(OPTIONAL); // Invitations meet where they lead to one track.
        Fixtures.Step step = Fixtures.step(trackId, stepId, optional ? OPTIONAL : destination);
        if (manual) {
            step = step.manual("Join us, {{user}}!");
        }
        if (dice.chance(700)) {
            step = step.confirmation(dice.one(CONFIRMATIONS));
        }
        step = policy(step, dice);
        if (dice.chance(manual ? 500 : 200)) {
            step = step.forManager();
        }
        if (dice.chance(250)) {
            step = step.reachedBy(ReachedBy.EVENT);
        }
        if (dice.chance(300)) {
            step = step.delay(delay(dice));
        }
        if (dice.chance(120)) {
            step = step.audience(new Audience(Map.of("role", Set.of("engineer"))));
        }
        return (dice.chance(880) ? step : step.disabled()).build();
    }

    private static String other(String trackId, Dice dice) {
        String track = dice.one(TRACKS);
        return track.equals(trackId) ? TRACKS.get((TRACKS.indexOf(track) + 1) % TRACKS.size()) : track;
    }

    private static Fixtures.Step policy(Fixtures.Step step, Dice dice) {
        if (dice.chance(350)) {
            return step;
        }
        Fixtures.Step open = step.reEnrollment(dice.one(
                ReEnrollment.YES, ReEnrollment.YES, ReEnrollment.WHEN_NOT_ACTIVE, ReEnrollment.WHEN_NOT_COMPLETED));
        return dice.chance(200) ? open.cooldown(1 + dice.below(3), dice.one(SpanUnit.HOURS, SpanUnit.DAYS)) : open;
    }

    private static Delay delay(Dice dice) {
        TimeSpan span = dice.chance(500)
                ? new TimeSpan(dice.below(90), SpanUnit.MINUTES)
                : new TimeSpan(1 + dice.below(3), SpanUnit.DAYS);
        Optional<LocalTime> at = dice.chance(300) ? Optional.of(LocalTime.of(9, 0)) : Optional.empty();
        return new Delay(span, at, dice.chance(200));
    }
}
