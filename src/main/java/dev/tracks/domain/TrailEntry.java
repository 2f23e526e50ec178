package dev.tracks.domain;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** One evaluation of a cause or one answer to an invitation, as its history shows it. */
public record TrailEntry(Instant at, String decision, Optional<SkipReason> reason, Map<String, Object> evidence) {}
