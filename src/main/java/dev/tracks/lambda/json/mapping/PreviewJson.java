package dev.tracks.lambda.json.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.domain.message.MessageText;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.PersonRef;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.lambda.json.Fields;
import dev.tracks.lambda.json.Json;
import dev.tracks.usecase.enroll.PreviewStep;
import java.util.Optional;

/** A preview: the request {@code {participantId|participant,instance?,step?}}, and the response {@code {outcome,messages}}. */
public final class PreviewJson {
    /**
     * A preview's request.
     *
     * @param step the unsaved step; empty for the saved one
     */
    public record Request(PersonRef person, int instance, Optional<AddToTrackStep> step) {}

    private PreviewJson() {}

    /** @throws InvalidRequestException naming each invalid field, those of the step as {@code step.…} */
    public static Request read(JsonNode body, String trackId, String stepId) {
        Fields fields = Fields.of(body);
        Optional<PersonRef> person = PersonRefJson.read(fields);
        Optional<Integer> instance = fields.whole("instance", 1, EnrollmentRef.MAX);
        Optional<AddToTrackStep> step = fields.object("step").flatMap(inner -> StepJson.read(inner, trackId, stepId));
        return fields.buildWhole(() -> new Request(person.get(), instance.orElse(1), step));
    }

    public static ObjectNode write(PreviewStep.Preview preview) {
        ObjectNode json = Json.object();
        json.set("outcome", OutcomeJson.write(preview.outcome()));
        ObjectNode messages = json.putObject("messages");
        Optional<Invitation.Texts> invitation = preview.invitation();
        messages.set("invitation", Json.of(invitation.map(Invitation.Texts::message)));
        messages.set("joinButton", Json.of(invitation.map(Invitation.Texts::joinButton)));
        messages.set("reminder", Json.of(invitation.map(MessageText::reminder).map(MessageText::text)));
        messages.set("confirmation", Json.of(preview.confirmation().map(MessageText::text)));
        messages.set("mailSubject", Json.of(mailSubject(preview)));
        return json;
    }

    /** All messages of a step have the same subject. */
    private static Optional<String> mailSubject(PreviewStep.Preview preview) {
        return preview.invitation()
                .flatMap(Invitation.Texts::mailSubject)
                .or(() -> preview.confirmation().flatMap(MessageText::mailSubject));
    }
}
