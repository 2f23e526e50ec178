package dev.tracks.domain;

import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/** A participant in the making; unchanged, an active one in UTC, without a manager, whose name is the id. */
public final class PersonDraft {
    private final String id;
    private String name;
    private Optional<String> email = Optional.empty();
    private Optional<String> slackUserId = Optional.empty();
    private Optional<String> managerId = Optional.empty();
    private ZoneId zone = ZoneId.of("UTC");
    private Map<String, String> attributes = Map.of();
    private boolean active = true;

    public PersonDraft(String id) {
        this.id = id;
        this.name = id;
    }

    public PersonDraft named(String text) {
        name = text;
        return this;
    }

    public PersonDraft email(String text) {
        email = Optional.of(text);
        return this;
    }

    public PersonDraft slack(String userId) {
        slackUserId = Optional.of(userId);
        return this;
    }

    public PersonDraft managedBy(String manager) {
        managerId = Optional.of(manager);
        return this;
    }

    public PersonDraft in(String zoneId) {
        zone = ZoneId.of(zoneId);
        return this;
    }

    public PersonDraft attributes(Map<String, String> byName) {
        attributes = byName;
        return this;
    }

    public PersonDraft deactivated() {
        active = false;
        return this;
    }

    public Participant build() {
        return new Participant(id, name, email, slackUserId, managerId, zone, attributes, active);
    }
}
