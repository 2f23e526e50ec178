package dev.tracks.store.item;

import dev.tracks.domain.SpanUnit;
import dev.tracks.domain.TimeSpan;
import dev.tracks.domain.message.MessageTemplate;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.step.Audience;
import dev.tracks.domain.step.Delay;
import dev.tracks.domain.step.Enrollee;
import dev.tracks.domain.step.EnrollmentMethod;
import dev.tracks.domain.step.InvitationExpiry;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.domain.step.ReachedBy;
import dev.tracks.domain.track.TrackGraph;
import dev.tracks.store.table.ItemReader;
import dev.tracks.store.table.ItemWriter;
import dev.tracks.store.table.Keys;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A step as an item. */
public final class StepItem {
    private static final String EXPIRY_DAYS = "invitationExpiryDays";

    private StepItem() {}

    public static ItemWriter writer(AddToTrackStep step) {
        return ItemWriter.at(Keys.step(step.trackId(), step.id()))
                .text("id", step.id())
                .text("trackId", step.trackId())
                .text("destinationTrackId", step.destinationTrackId())
                .text("title", step.title())
                .name("enrollmentMethod", step.enrollmentMethod())
                .text("invitationMessage", step.invitationMessage().map(MessageTemplate::text))
                .text("reminderMessage", step.reminderMessage().map(MessageTemplate::text))
                .text("joinButtonText", step.joinButtonText().text())
                .text("confirmationMessage", step.confirmationMessage().map(MessageTemplate::text))
                .text("mailSubject", step.mailSubject().map(MessageTemplate::text))
                .number(EXPIRY_DAYS, step.invitationExpiry().map(InvitationExpiry::days))
                .name("reEnrollment", step.reEnrollment())
                .map("cooldown", step.cooldown().map(StepItem::span))
                .name("enrollee", step.enrollee())
                .name("reachedBy", step.reachedBy())
                .map("delay", step.delay().map(StepItem::delay))
                .json("audience", audience(step.audience()))
                .flag("enabled", step.enabled());
    }

    private static ItemWriter span(TimeSpan span) {
        return ItemWriter.map().number("amount", span.amount()).name("unit", span.unit());
    }

    private static ItemWriter delay(Delay delay) {
        return span(delay.span())
                .text("at", delay.at().map(LocalTime::toString))
                .flag("workingDaysOnly", delay.workingDaysOnly());
    }

    private static Map<String, List<String>> audience(Audience audience) {
        Map<String, List<String>> attributes = new LinkedHashMap<>();
        audience.attributes().forEach((name, values) -> attributes.put(name, new ArrayList<>(new TreeSet<>(values))));
        return attributes;
    }

    public static AddToTrackStep read(Map<String, AttributeValue> item) {
        ItemReader reader = new ItemReader(item);
        return new AddToTrackStep(
                new TrackGraph.Edge(reader.text("trackId"), reader.text("id"), reader.text("destinationTrackId")),
                reader.optionalText("title"),
                reader.name("enrollmentMethod", EnrollmentMethod.class),
                new AddToTrackStep.Messages(
                        reader.optionalText("invitationMessage").map(MessageTemplate::stored),
                        MessageTemplate.stored(reader.text("joinButtonText")),
                        reader.optionalText("confirmationMessage").map(MessageTemplate::stored),
                        reader.optionalText("reminderMessage").map(MessageTemplate::stored),
                        reader.optionalText("mailSubject").map(MessageTemplate::stored),
                        expiry(reader)),
                new AddToTrackStep.ReEnrollmentPolicy(
                        reader.name("reEnrollment", ReEnrollment.class),
                        reader.optionalMap("cooldown").map(StepItem::span)),
                reader.name("enrollee", Enrollee.class),
                new AddToTrackStep.Trigger(
                        reader.name("reachedBy", ReachedBy.class),
                        reader.optionalMap("delay").map(StepItem::delay),
                        audience(reader.json("audience"))),
                reader.flag("enabled"));
    }

    private static Optional<InvitationExpiry> expiry(ItemReader reader) {
        return reader.has(EXPIRY_DAYS)
                ? Optional.of(new InvitationExpiry((int) reader.number(EXPIRY_DAYS)))
                : Optional.empty();
    }

    private static TimeSpan span(ItemReader reader) {
        return new TimeSpan((int) reader.number("amount"), reader.name("unit", SpanUnit.class));
    }

    private static Delay delay(ItemReader reader) {
        return new Delay(span(reader), reader.optionalText("at").map(LocalTime::parse), reader.flag("workingDaysOnly"));
    }

    private static Audience audience(Map<String, Object> json) {
        Map<String, Set<String>> attributes = new LinkedHashMap<>();
        json.forEach((name, values) -> {
            Set<String> texts = new TreeSet<>();
            ((List<?>) values).forEach(value -> texts.add((String) value));
            attributes.put(name, texts);
        });
        return new Audience(attributes);
    }
}
