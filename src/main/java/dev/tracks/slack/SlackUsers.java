package dev.tracks.slack;

import dev.tracks.domain.record.Participant;
import java.util.Optional;

/** Finds the Slack user of a person: by the stored id, and by the e-mail address if that is configured. */
public final class SlackUsers {
    private final Optional<SlackUserLookup> lookup;

    /** @param lookup finds people without a stored id by their e-mail address; empty to find none */
    public SlackUsers(Optional<SlackUserLookup> lookup) {
        this.lookup = lookup;
    }

    /**
     * The result of a search.
     *
     * @param userId empty if there is no such user
     * @param failure Slack's answer, if it does not say whether there is one
     */
    public record Found(Optional<String> userId, Optional<SlackHttp.Answer> failure) {
        static final Found NOBODY = new Found(Optional.empty(), Optional.empty());

        static Found user(String id) {
            return new Found(Optional.of(id), Optional.empty());
        }

        static Found failed(SlackHttp.Answer answer) {
            return new Found(Optional.empty(), Optional.of(answer));
        }
    }

    /** Whether {@link #find} may find a user. It makes no call. */
    public boolean mayHave(Participant person) {
        return person.slackUserId().isPresent()
                || lookup.isPresent() && person.email().isPresent();
    }

    /** The user to whom messages for the person are sent. A stored id always comes first. */
    public Found find(Participant person) {
        return person.slackUserId()
                .map(Found::user)
                .orElseGet(() -> lookup.flatMap(users -> person.email().map(users::byEmail))
                        .orElse(Found.NOBODY));
    }

    /**
     * Whether the Slack user is the person.
     *
     * @throws IllegalStateException if Slack does not say it now
     */
    public boolean isUser(Participant person, String slackUserId) {
        if (person.aliases().hasSlackUserId(slackUserId)) {
            return true;
        }
        if (person.slackUserId().isPresent()) {
            return false;
        }
        Found found = find(person);
        found.failure().ifPresent(answer -> {
            throw new IllegalStateException("Slack did not find the user: " + answer.status() + " " + answer.error());
        });
        return found.userId().filter(slackUserId::equals).isPresent();
    }
}
