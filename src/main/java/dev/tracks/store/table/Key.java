package dev.tracks.store.table;

import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item's primary key. */
public record Key(String pk, String sk) {
    /** The key as DynamoDB takes it. Modifiable, so that a caller can add an index's key. */
    public Map<String, AttributeValue> attributes() {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        attributes.put("PK", Items.text(pk));
        attributes.put("SK", Items.text(sk));
        return attributes;
    }

    @Override
    public String toString() {
        return pk + "/" + sk;
    }
}
