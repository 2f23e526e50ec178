package dev.tracks.lambda.json.mapping.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.domain.job.Who;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.PersonRef;
import dev.tracks.domain.step.Audience;
import dev.tracks.lambda.json.Fields;
import dev.tracks.lambda.json.Json;
import dev.tracks.lambda.json.mapping.PersonRefJson;
import dev.tracks.lambda.json.mapping.StepJson;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The people of a job: exactly one of {@code participants}, {@code audience}, and {@code inTrack} with {@code status?}. */
final class WhoJson {
    private WhoJson() {}

    /** Empty, with a problem of the field, unless the people are named in exactly one way. */
    static Optional<JobRequest.People> read(Fields fields) {
        return fields.required("who", fields.object("who")).flatMap(who -> read(fields, who));
    }

    private static Optional<JobRequest.People> read(Fields fields, Fields who) {
        Optional<List<PersonRef>> participants = who.texts("participants", Who.Listed.MAX, PersonRefJson::parse);
        Optional<Audience> audience = StepJson.audience(who);
        Optional<String> inTrack = who.id("inTrack");
        Optional<EnrollmentStatus> status = who.name("status", EnrollmentStatus.class);
        if (Stream.of("participants", "audience", "inTrack").filter(who::has).count() != 1) {
            fields.refuse("who", "must have exactly one of participants, audience, inTrack");
        } else if (who.has("status") && !who.has("inTrack")) {
            who.refuse("status", "must be omitted without inTrack");
        }
        return who.build(() -> participants
                        .map(WhoJson::listed)
                        .or(() -> audience.map(Who.InAudience::new).map(WhoJson::found))
                        .or(() -> inTrack.map(trackId -> found(new Who.InTrack(trackId, status)))))
                .flatMap(people -> people);
    }

    private static JobRequest.People listed(List<PersonRef> people) {
        List<PersonRef> distinct = people.stream().distinct().toList();
        return new JobRequest.People(new Who.Listed(distinct.size()), distinct);
    }

    private static JobRequest.People found(Who who) {
        return new JobRequest.People(who, List.of());
    }

    /** As in the request; of a list of people, only their {@code count}. */
    static ObjectNode write(Who who) {
        return who.fold(
                listed -> Json.object().put("count", listed.count()),
                inAudience -> Json.object()
                        .set("audience", Json.of(inAudience.audience().attributes())),
                inTrack -> Json.object().put("inTrack", inTrack.trackId()).set("status", Json.of(inTrack.status())));
    }
}
