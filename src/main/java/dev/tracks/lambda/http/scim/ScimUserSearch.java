package dev.tracks.lambda.http.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.domain.record.Alias;
import dev.tracks.domain.record.Participant;
import dev.tracks.lambda.http.protocol.ProblemException;
import dev.tracks.lambda.http.scim.schema.ScimFilter;
import dev.tracks.lambda.http.scim.schema.ScimFilter.Compare;
import dev.tracks.lambda.http.scim.schema.ScimParser;
import dev.tracks.lambda.http.scim.schema.ScimPath;
import dev.tracks.lambda.http.scim.schema.ScimProblem;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.people.FindProvisioned;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Finds the user whom a filter is about. The filter must require one of the attributes that are unique: then at most one
 * person has to be read, and everything else in the filter is compared with them.
 */
@Singleton
public final class ScimUserSearch {
    private static final String SUPPORTED =
            "a filter must compare userName, externalId, id or emails.value by eq; other comparisons can be added by and";

    private final FindProvisioned people;
    private final ScimUserWriter writer;

    public ScimUserSearch(FindProvisioned people, ScimUserWriter writer) {
        this.people = people;
        this.writer = writer;
    }

    /**
     * The users that match, at most one.
     *
     * @throws ProblemException 400 {@code invalidFilter}
     */
    List<ObjectNode> find(String text) {
        ScimFilter filter = ScimParser.filter(text);
        Compare unique = filter.conjuncts()
                .filter(Compare.class::isInstance)
                .map(Compare.class::cast)
                .filter(ScimUserSearch::isUnique)
                .findFirst()
                .orElseThrow(() -> ScimProblem.INVALID_FILTER.because(SUPPORTED));
        return find(unique).map(writer::response).filter(filter::matches).stream()
                .toList();
    }

    private static boolean isUnique(Compare compare) {
        ScimPath path = compare.path();
        boolean single =
                path.filter().isEmpty() && (path.is("userName", "") || path.is("externalId", "") || path.is("id", ""));
        return compare.operator() == Compare.Operator.EQ
                && compare.value().isTextual()
                && (single || path.is("emails", "") || path.is("emails", "value"));
    }

    private Optional<Stored<Participant>> find(Compare unique) {
        String value = unique.value().textValue();
        if (unique.path().is("userName", "")) {
            return people.byUserName(value);
        }
        if (unique.path().is("id", "")) {
            return people.byId(value);
        }
        return people.byAlias(unique.path().is("externalId", "") ? Alias.externalId(value) : Alias.email(value));
    }
}
