package dev.tracks.histories;

import dev.tracks.Fixtures;
import dev.tracks.domain.SpanUnit;
import dev.tracks.domain.TimeSpan;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.step.Audience;
import dev.tracks.domain.step.Delay;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.domain.step.ReachedBy;
import dev.tracks.domain.track.Track;
import dev.tracks.domain.track.TrackStatus;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The people, tracks and steps of the histories; few of each, so that requests conflict. */
final class Population {
    static final List<String> TRACKS = List.of("day-1", "week-1", "month-1", "safety", "leadership");
    static final List<String> PEOPLE = List.of("ada", "linus", "grace", "alan", "mary");
    static final List<String> ADMINS = List.of("root", "hana");
    /** What does not exist yet when a history begins. */
    static final Set<String> LATER = Set.of("safety", "mary");

    /** Addresses that several people claim: one, in two spellings. */
    private static final List<String> CLAIMED_EMAILS = List.of("team@example.org", "Team@Example.org");

    /** Before the address of somebody who moves to another one. */
    private static final String MOVED = "new-";

    private static final List<String> CLAIMED_SUBJECTS = List.of("idp|1", "idp|2");
    private static final String OPTIONAL = "leadership";
    private static final List<String> STEPS = List.of("s1", "s2");
    private static final List<String> CONFIRMATIONS =
            List.of("You're in!", "Welcome to {{track}}, {{user}}", "{{manager}} put you on {{track}}");

    private Population() {}

    static StepReached cause(EventRandom random) {
        return new StepReached(random.one(TRACKS), random.one(STEPS), random.one(PEOPLE), random.chance(800) ? 1 : 2);
    }

    static String stepId(EventRandom random) {
        return random.one(STEPS);
    }

    static Track track(String id, EventRandom random) {
        TrackStatus status = random.chance(750)
                ? TrackStatus.ACTIVE
                : random.one(TrackStatus.PAUSED, TrackStatus.DRAFT, TrackStatus.ARCHIVED);
        return Fixtures.track(id, status);
    }

    static String name(String id) {
        return Fixtures.person(id).build().name();
    }

    static String email(String id) {
        return id + "@example.org";
    }

    /** A person with an address of their own. */
    static Participant person(String id, EventRandom random, boolean active) {
        return built(person(id, random), active);
    }

    /** The same, with their own address or another one of theirs. */
    static Participant moved(String id, EventRandom random) {
        String email = email(id);
        return built(person(id, random).email(random.chance(500) ? email : MOVED + email), true);
    }

    /** The same, but some claim an address or a subject that others also claim. */
    static Participant claiming(String id, EventRandom random, boolean active) {
        Fixtures.Person person = person(id, random);
        if (random.chance(100)) {
            person = person.email(random.one(CLAIMED_EMAILS));
        } else if (random.chance(100)) {
            person = person.email(MOVED + email(id));
        }
        if (random.chance(100)) {
            person = person.subject(random.one(CLAIMED_SUBJECTS));
        }
        return built(person, active);
    }

    /** Somebody who claims the same address or subject; empty if the person claims none of the contested ones. */
    static Optional<Participant> rival(Participant person, EventRandom random) {
        Optional<String> contested = person.email().filter(CLAIMED_EMAILS::contains);
        Optional<String> subject = person.aliases().subject();
        if (contested.isEmpty() && subject.isEmpty()) {
            return Optional.empty();
        }
        String other =
                random.one(PEOPLE.stream().filter(id -> !id.equals(person.id())).toList());
        Fixtures.Person rival = person(other, random);
        contested.ifPresent(email -> rival.email(random.one(CLAIMED_EMAILS)));
        subject.ifPresent(rival::subject);
        return Optional.of(rival.build());
    }

    private static Participant built(Fixtures.Person person, boolean active) {
        return (active ? person : person.deactivated()).build();
    }

    /** The first two people lead the others, and one leads the other. */
    private static Fixtures.Person person(String id, EventRandom random) {
        Fixtures.Person person =
                Fixtures.person(id).email(email(id)).attributes(Map.of("role", random.one("engineer", "designer")));
        if (random.chance(750)) {
            String manager = random.one("ada", "linus", "nobody");
            person = id.equals(manager) ? person : person.managedBy(manager);
        }
        if (random.chance(400)) {
            person = person.zone(
                    random.one("America/New_York", "America/New_York", "Asia/Tokyo", "Australia/Lord_Howe"));
        }
        return person;
    }

    static AddToTrackStep step(EventRandom random) {
        String trackId = random.one(TRACKS);
        String destination = random.chance(980) ? other(trackId, random) : trackId;
        return step(random, trackId, stepId(random), destination);
    }

    static AddToTrackStep step(EventRandom random, String trackId, String stepId, String destination) {
        boolean manual = random.chance(250);
        boolean optional = manual && !trackId.equals(OPTIONAL); // Invitations meet where they lead to one track.
        Fixtures.Step step = Fixtures.step(trackId, stepId, optional ? OPTIONAL : destination);
        if (manual) {
            step = step.manual("Join us, {{user}}!");
        }
        if (random.chance(700)) {
            step = step.confirmation(random.one(CONFIRMATIONS));
        }
        step = policy(step, random);
        if (random.chance(manual ? 500 : 200)) {
            step = step.forManager();
        }
        if (random.chance(350)) {
            step = step.reachedBy(random.one(ReachedBy.EVENT, ReachedBy.TRACK_COMPLETION));
        }
        if (random.chance(300)) {
            step = step.delay(delay(random));
        }
        if (random.chance(120)) {
            step = step.audience(new Audience(Map.of("role", Set.of("engineer"))));
        }
        return (random.chance(880) ? step : step.disabled()).build();
    }

    private static String other(String trackId, EventRandom random) {
        String track = random.one(TRACKS);
        return track.equals(trackId) ? TRACKS.get((TRACKS.indexOf(track) + 1) % TRACKS.size()) : track;
    }

    private static Fixtures.Step policy(Fixtures.Step step, EventRandom random) {
        if (random.chance(350)) {
            return step;
        }
        Fixtures.Step open = step.reEnrollment(random.one(
                ReEnrollment.YES, ReEnrollment.YES, ReEnrollment.WHEN_NOT_ACTIVE, ReEnrollment.WHEN_NOT_COMPLETED));
        return random.chance(200)
                ? open.cooldown(1 + random.nextInt(3), random.one(SpanUnit.HOURS, SpanUnit.DAYS))
                : open;
    }

    private static Delay delay(EventRandom random) {
        TimeSpan span = random.chance(500)
                ? new TimeSpan(random.nextInt(90), SpanUnit.MINUTES)
                : new TimeSpan(1 + random.nextInt(3), SpanUnit.DAYS);
        Optional<LocalTime> at = random.chance(300) ? Optional.of(LocalTime.of(9, 0)) : Optional.empty();
        return new Delay(span, at, random.chance(200));
    }
}
