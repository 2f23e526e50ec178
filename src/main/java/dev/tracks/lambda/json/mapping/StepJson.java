package dev.tracks.lambda.json.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.domain.InvalidFieldException;
import dev.tracks.domain.SpanUnit;
import dev.tracks.domain.Text;
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
import dev.tracks.lambda.json.Fields;
import dev.tracks.lambda.json.Json;
import dev.tracks.lambda.json.PathField;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A step, with the contract's defaults for omitted fields. */
public final class StepJson {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm").withResolverStyle(ResolverStyle.STRICT);

    /** The largest amount of any unit; {@link TimeSpan} checks the unit's own maximum. */
    private static final int AMOUNT_MAX = SpanUnit.MINUTES.maxAmount();

    private static final List<String> TEXTS =
            List.of("invitationMessage", "reminderMessage", "joinButtonText", "confirmationMessage", "mailSubject");

    private StepJson() {}

    /**
     * Reads a step.
     *
     * @param trackId the track id in the path; the body may repeat it
     * @param id the step id in the path; the body may repeat it
     * @throws InvalidRequestException naming each invalid field
     */
    public static AddToTrackStep read(JsonNode body, String trackId, String id) {
        Fields fields = Fields.of(body);
        return fields.buildWhole(step(fields, trackId, id));
    }

    /** Reads a step inside another request. */
    static Optional<AddToTrackStep> read(Fields fields, String trackId, String id) {
        return fields.build(step(fields, trackId, id));
    }

    private static Supplier<AddToTrackStep> step(Fields fields, String trackId, String id) {
        PathField.repeats(fields, "id", id);
        PathField.repeats(fields, "trackId", trackId);
        Optional<String> destination = fields.required("destinationTrackId", fields.id("destinationTrackId"));
        Optional<String> title = fields.text("title", text -> Text.line("title", text, Text.NAME_MAX));
        Optional<EnrollmentMethod> method = fields.name("enrollmentMethod", EnrollmentMethod.class);
        AddToTrackStep.Messages messages = messages(fields);
        Optional<ReEnrollment> reEnrollment = fields.name("reEnrollment", ReEnrollment.class);
        Optional<TimeSpan> cooldown = fields.object("cooldown").flatMap(StepJson::cooldown);
        Optional<Enrollee> enrollee = fields.name("enrollee", Enrollee.class);
        Optional<ReachedBy> reachedBy = fields.name("reachedBy", ReachedBy.class);
        Optional<Delay> delay = fields.object("delay").flatMap(StepJson::delay);
        Optional<Audience> audience = audience(fields);
        Optional<Boolean> enabled = fields.flag("enabled");
        return () -> new AddToTrackStep(
                new TrackGraph.Edge(trackId, id, destination.get()),
                title,
                method.orElse(EnrollmentMethod.AUTOMATIC),
                messages,
                new AddToTrackStep.ReEnrollmentPolicy(reEnrollment.orElse(ReEnrollment.NO), cooldown),
                enrollee.orElse(Enrollee.PARTICIPANT),
                new AddToTrackStep.Trigger(
                        reachedBy.orElse(ReachedBy.TRACK_START), delay, audience.orElse(Audience.EVERYONE)),
                enabled.orElse(true));
    }

    /** The messages; a blank one counts as none. */
    private static AddToTrackStep.Messages messages(Fields fields) {
        Optional<MessageTemplate> invitation = message(fields, "invitationMessage");
        Optional<MessageTemplate> reminder = message(fields, "reminderMessage");
        Optional<MessageTemplate> button = line(fields, "joinButtonText", MessageTemplate.BUTTON_MAX);
        Optional<MessageTemplate> confirmation = message(fields, "confirmationMessage");
        Optional<MessageTemplate> subject = line(fields, "mailSubject", MessageTemplate.SUBJECT_MAX);
        Optional<InvitationExpiry> expiry = fields.text("invitationExpiry", InvitationExpiry::parse);
        return new AddToTrackStep.Messages(
                nonBlank(invitation),
                nonBlank(button).orElseGet(() -> MessageTemplate.parse(AddToTrackStep.DEFAULT_JOIN_BUTTON)),
                nonBlank(
                        confirmation.or(() -> Optional.of(MessageTemplate.parse(AddToTrackStep.DEFAULT_CONFIRMATION)))),
                nonBlank(reminder),
                nonBlank(subject),
                expiry);
    }

    private static Optional<MessageTemplate> message(Fields fields, String name) {
        return fields.text(name, text -> MessageTemplate.parse(Text.lines(name, text, MessageTemplate.MESSAGE_MAX)));
    }

    private static Optional<MessageTemplate> line(Fields fields, String name, int max) {
        return fields.text(name, text -> MessageTemplate.parse(isBlank(text) ? "" : Text.line(name, text, max)));
    }

    private static Optional<MessageTemplate> nonBlank(Optional<MessageTemplate> message) {
        return message.filter(template -> !isBlank(template.text()));
    }

    private static boolean isBlank(String text) {
        return Text.normalized(text).isEmpty();
    }

    /** The audience, as in a step. */
    public static Optional<Audience> audience(Fields fields) {
        return fields.textsMap(
                        "audience",
                        Audience.ATTRIBUTES_MAX,
                        Audience.VALUES_MAX,
                        text -> Text.line("audience", text, Text.NAME_MAX))
                .map(Audience::new);
    }

    private static Optional<TimeSpan> cooldown(Fields fields) {
        return fields.build(span(fields));
    }

    private static Optional<Delay> delay(Fields fields) {
        Supplier<TimeSpan> span = span(fields);
        Optional<LocalTime> at = fields.text("at", StepJson::time);
        Optional<Boolean> workingDaysOnly = fields.flag("workingDaysOnly");
        return fields.build(() -> new Delay(span.get(), at, workingDaysOnly.orElse(false)));
    }

    private static Supplier<TimeSpan> span(Fields fields) {
        Optional<Integer> amount = fields.required("amount", fields.whole("amount", 0, AMOUNT_MAX));
        Optional<SpanUnit> unit = fields.required("unit", fields.name("unit", SpanUnit.class));
        return () -> new TimeSpan(amount.get(), unit.get());
    }

    private static LocalTime time(String text) {
        try {
            return LocalTime.parse(text, TIME);
        } catch (DateTimeException e) {
            throw new InvalidFieldException("at", "must be a time of day such as 09:00");
        }
    }

    /** The step without the texts of its messages: what a picture of all steps shows. */
    public static ObjectNode writeWithoutTexts(AddToTrackStep step) {
        return write(step).without(TEXTS);
    }

    public static ObjectNode write(AddToTrackStep step) {
        ObjectNode json = Json.object().put("id", step.id()).put("trackId", step.trackId());
        json.set("title", Json.of(step.title()));
        json.put("destinationTrackId", step.destinationTrackId());
        json.set("enrollmentMethod", Json.of(step.enrollmentMethod()));
        json.set("invitationMessage", Json.of(step.invitationMessage().map(MessageTemplate::text)));
        json.set("reminderMessage", Json.of(step.reminderMessage().map(MessageTemplate::text)));
        json.put("joinButtonText", step.joinButtonText().text());
        json.put(
                "confirmationMessage",
                step.confirmationMessage().map(MessageTemplate::text).orElse(""));
        json.set("mailSubject", Json.of(step.mailSubject().map(MessageTemplate::text)));
        json.set("invitationExpiry", Json.of(step.invitationExpiry().map(InvitationExpiry::toString)));
        json.set("reEnrollment", Json.of(step.reEnrollment()));
        json.set("cooldown", Json.of(step.cooldown().map(StepJson::write)));
        json.set("enrollee", Json.of(step.enrollee()));
        json.set("reachedBy", Json.of(step.reachedBy()));
        json.set("delay", Json.of(step.delay().map(StepJson::write)));
        json.set("audience", Json.of(step.audience().attributes()));
        json.put("enabled", step.enabled());
        return json;
    }

    private static ObjectNode write(TimeSpan span) {
        ObjectNode json = Json.object().put("amount", span.amount());
        json.set("unit", Json.of(span.unit()));
        return json;
    }

    private static ObjectNode write(Delay delay) {
        ObjectNode json = write(delay.span());
        json.set("at", Json.of(delay.at().map(TIME::format)));
        json.put("workingDaysOnly", delay.workingDaysOnly());
        return json;
    }
}
