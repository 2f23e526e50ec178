package dev.tracks.store.table;

import dev.tracks.usecase.WriteResult;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A table whose every write succeeds and changes nothing, so that the same event enrolls for ever. */
public record StubTable(Table content) implements Table {
    @Override
    public Optional<Map<String, AttributeValue>> get(Key key) {
        return content.get(key);
    }

    @Override
    public Map<Key, Map<String, AttributeValue>> batchGet(Collection<Key> keys) {
        return content.batchGet(keys);
    }

    @Override
    public Page query(Query query) {
        return content.query(query);
    }

    @Override
    public WriteResult write(List<Write> writes) {
        return WriteResult.WRITTEN;
    }

    /** The item of that key, if there is one. */
    public Optional<Map<String, AttributeValue>> item(String pk, String sk) {
        return content.get(new Key(pk, sk));
    }
}
