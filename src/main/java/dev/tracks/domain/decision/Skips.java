package dev.tracks.domain.decision;

import dev.tracks.domain.decision.Decision.Skip;
import dev.tracks.domain.record.SkipReason;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Creates skips as the rules return them. */
final class Skips {
    private Skips() {}

    /** @param evidence names and values, alternately */
    static Optional<Skip> skip(SkipReason reason, Object... evidence) {
        Map<String, Object> named = new LinkedHashMap<>();
        for (int i = 0; i < evidence.length; i += 2) {
            named.put((String) evidence[i], evidence[i + 1]);
        }
        return Optional.of(new Skip(reason, named));
    }
}
