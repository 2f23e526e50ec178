package dev.tracks.store.table;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A condition with the names and values that it compares.
 *
 * @param names attribute names by placeholder, such as {@code #version}
 * @param values values by placeholder, such as {@code :version}
 */
public record Check(Condition condition, Map<String, String> names, Map<String, AttributeValue> values) {
    public static Check of(Condition condition) {
        return new Check(condition, Map.of(), Map.of());
    }

    public static Check version(Condition condition, long version) {
        return new Check(
                condition,
                Map.of("#version", Items.VERSION),
                Map.of(":version", AttributeValue.fromN(Long.toString(version))));
    }
}
