package dev.tracks.lambda.json.mapping;

import dev.tracks.domain.Id;
import dev.tracks.domain.InvalidFieldException;
import dev.tracks.domain.Text;
import dev.tracks.domain.record.Alias;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.record.PersonRef;
import dev.tracks.lambda.json.Fields;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the person whom a request or an event is about: {@code participantId}, or {@code participant} with exactly one
 * of {@code id}, {@code email}, {@code slackUserId} and {@code subject}.
 */
public final class PersonRefJson {
    private static final String ID = "participantId";
    private static final String PERSON = "participant";

    private PersonRefJson() {}

    /** Empty, with a problem of the field, unless exactly one person is named. */
    static Optional<PersonRef> read(Fields fields) {
        Optional<PersonRef> byId = fields.id(ID).map(PersonRef::of);
        Optional<PersonRef> byName = fields.object(PERSON).flatMap(person -> read(fields, person));
        if (fields.has(ID) && fields.has(PERSON)) {
            fields.refuse(PERSON, "must be omitted if participantId is given");
        } else if (!fields.has(PERSON)) {
            fields.required(ID, byId);
        }
        return byId.or(() -> byName);
    }

    /**
     * A person in a list of texts: an e-mail address contains {@code @}, a Slack user id has an upper-case letter, all
     * else is an id.
     *
     * @throws InvalidFieldException if the text is none of them
     */
    public static PersonRef parse(String text) {
        if (text.indexOf('@') >= 0) {
            return PersonRef.of(Alias.email(EmailRule.valid(text)));
        }
        if (text.chars().anyMatch(c -> c >= 'A' && c <= 'Z')) {
            return PersonRef.of(slackUserId(text));
        }
        if (!Id.isValid(text)) {
            throw new InvalidFieldException(
                    "participants",
                    "must be an id of a participant (1 to 64 of a-z, 0-9, _ and -), an e-mail address or a Slack user id"
                            + " such as U012AB3CD");
        }
        return PersonRef.of(text);
    }

    private static Alias slackUserId(String text) {
        return Alias.slackUserId(Text.line("slackUserId", text, Participant.SLACK_USER_ID_MAX));
    }

    private static Optional<PersonRef> read(Fields fields, Fields person) {
        Optional<PersonRef> id = person.id("id").map(PersonRef::of);
        Optional<PersonRef> email = person.text("email", text -> PersonRef.of(Alias.email(EmailRule.valid(text))));
        Optional<PersonRef> slackUserId = person.text("slackUserId", text -> PersonRef.of(slackUserId(text)));
        Optional<PersonRef> subject =
                person.text("subject", text -> PersonRef.of(Alias.subject(SubjectRule.valid(text))));
        long given = Stream.of("id", "email", "slackUserId", "subject")
                .filter(person::has)
                .count();
        if (given != 1) {
            fields.refuse(PERSON, "must have exactly one of id, email, slackUserId, subject");
        }
        List<PersonRef> found = Stream.of(id, email, slackUserId, subject)
                .flatMap(Optional::stream)
                .toList();
        return person.build(() -> found.stream().findFirst()).flatMap(first -> first);
    }
}
