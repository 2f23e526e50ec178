package dev.tracks.lambda.http.scim;

import dev.tracks.lambda.http.scim.schema.ScimSchema;
import java.util.List;
import java.util.stream.Stream;

/**
 * An attribute of a user that is an attribute of the participant, by which audiences select.
 *
 * @param holder the attribute or extension that contains it; empty for the user itself
 * @param name its name in SCIM
 * @param attribute its name as an attribute of the participant
 */
record ScimFields(String holder, String name, String attribute) {
    static final List<ScimFields> ALL = Stream.of(
                    Stream.of(new ScimFields("name", "formatted", "formattedName")),
                    of("name", "givenName", "familyName", "middleName", "honorificPrefix", "honorificSuffix"),
                    of("", "nickName", "title", "userType", "preferredLanguage", "locale"),
                    of(ScimSchema.ENTERPRISE, "employeeNumber", "costCenter", "organization", "division", "department"))
            .flatMap(fields -> fields)
            .toList();

    private static Stream<ScimFields> of(String holder, String... names) {
        return Stream.of(names).map(name -> new ScimFields(holder, name, name));
    }
}
