package dev.tracks.store.item.job;

import dev.tracks.domain.job.JobKind;
import dev.tracks.domain.job.JobSpec;
import dev.tracks.domain.job.JobSpec.StepOf;
import dev.tracks.domain.job.Who;
import dev.tracks.domain.message.MessageTemplate;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.step.Audience;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.store.table.ItemReader;
import dev.tracks.store.table.ItemWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a job has to do, as a map of its item. */
final class SpecItem {
    private SpecItem() {}

    static ItemWriter write(JobSpec spec) {
        return spec.accept(new Writer()).name("kind", spec.kind());
    }

    private static final class Writer implements JobSpec.Visitor<ItemWriter> {
        @Override
        public ItemWriter enroll(JobSpec.Enroll spec) {
            return ItemWriter.map()
                    .text("trackId", spec.trackId())
                    .map("who", Optional.of(who(spec.who())))
                    .name("reEnrollment", spec.reEnrollment())
                    .text("message", spec.message().map(MessageTemplate::text));
        }

        @Override
        public ItemWriter rerun(JobSpec.Rerun spec) {
            return ItemWriter.map()
                    .text("trackId", spec.trackId())
                    .text("stepId", spec.stepId())
                    .name("reason", spec.reason())
                    .time("since", spec.since())
                    .time("until", spec.until())
                    .list("steps", spec.steps().stream().map(SpecItem::step).toList());
        }

        @Override
        public ItemWriter apply(JobSpec.Apply spec) {
            return ItemWriter.map().map("step", Optional.of(step(spec.step())));
        }

        @Override
        public ItemWriter undo(JobSpec.Undo spec) {
            return ItemWriter.map()
                    .map("step", Optional.of(step(spec.step())))
                    .time("from", spec.from())
                    .time("to", spec.to());
        }

        @Override
        public ItemWriter remove(JobSpec.Remove spec) {
            return ItemWriter.map().text("trackId", spec.trackId()).map("who", Optional.of(who(spec.who())));
        }

        @Override
        public ItemWriter resend(JobSpec.Resend spec) {
            return ItemWriter.map()
                    .text("error", spec.error())
                    .time("since", spec.since())
                    .text("trackId", spec.track());
        }
    }

    private static ItemWriter who(Who who) {
        return who.fold(
                listed -> ItemWriter.map().number("listed", listed.count()),
                inAudience -> ItemWriter.map().json("audience", sorted(inAudience.audience())),
                inTrack -> {
                    ItemWriter writer = ItemWriter.map().text("inTrack", inTrack.trackId());
                    inTrack.status().ifPresent(status -> writer.name("status", status));
                    return writer;
                });
    }

    private static Map<String, Object> sorted(Audience audience) {
        Map<String, Object> attributes = new TreeMap<>();
        audience.attributes().forEach((name, values) -> attributes.put(name, List.copyOf(new TreeSet<>(values))));
        return attributes;
    }

    private static ItemWriter step(StepOf step) {
        return ItemWriter.map()
                .text("trackId", step.trackId())
                .text("stepId", step.stepId())
                .text("destinationTrackId", step.destinationTrackId());
    }

    static JobSpec read(ItemReader spec) {
        return switch (spec.name("kind", JobKind.class)) {
            case ENROLL ->
                new JobSpec.Enroll(
                        spec.text("trackId"),
                        who(spec.map("who")),
                        spec.name("reEnrollment", ReEnrollment.class),
                        spec.optionalText("message").map(MessageTemplate::stored));
            case RERUN ->
                new JobSpec.Rerun(
                        spec.text("trackId"),
                        spec.optionalText("stepId"),
                        spec.name("reason", SkipReason.class),
                        spec.time("since"),
                        spec.time("until"),
                        spec.maps("steps").stream().map(SpecItem::step).toList());
            case APPLY -> new JobSpec.Apply(step(spec.map("step")));
            case UNDO -> new JobSpec.Undo(step(spec.map("step")), spec.time("from"), spec.time("to"));
            case REMOVE -> new JobSpec.Remove(spec.text("trackId"), who(spec.map("who")));
            case RESEND -> new JobSpec.Resend(spec.text("error"), spec.time("since"), spec.optionalText("trackId"));
        };
    }

    private static StepOf step(ItemReader step) {
        return new StepOf(step.text("trackId"), step.text("stepId"), step.text("destinationTrackId"));
    }

    private static Who who(ItemReader who) {
        if (who.has("listed")) {
            return new Who.Listed((int) who.number("listed"));
        }
        return who.has("audience")
                ? new Who.InAudience(audience(who.json("audience")))
                : new Who.InTrack(who.text("inTrack"), who.optionalName("status", EnrollmentStatus.class));
    }

    private static Audience audience(Map<String, Object> attributes) {
        Map<String, Set<String>> values = new TreeMap<>();
        attributes.forEach((name, accepted) -> {
            Set<String> texts = new TreeSet<>();
            ((List<?>) accepted).forEach(value -> texts.add((String) value));
            values.put(name, texts);
        });
        return new Audience(values);
    }
}
