package dev.tracks.store.table;

import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One part of a write; the parts of a write happen together or not at all.
 *
 * <p>Code that differs by kind is a {@link Visitor}: it does not compile until it handles a new kind.
 */
public sealed interface Write {
    Key key();

    Check check();

    <R> R accept(Visitor<R> visitor);

    /** Whether it may be a plain request, which the AWS client repeats by itself; others need a transaction's token. */
    default boolean isRepeatable() {
        return check().condition().isRepeatable();
    }

    /** Writes the whole item. */
    record Put(Map<String, AttributeValue> item, Check check) implements Write {
        public Put {
            Items.requireMayExpire(Items.key(item), item);
        }

        @Override
        public Key key() {
            return Items.key(item);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.put(this);
        }
    }

    /**
     * Sets and removes some attributes.
     *
     * @param setIfAbsent attributes that are set only where there are none
     */
    record Update(
            Key key,
            Map<String, AttributeValue> set,
            Map<String, AttributeValue> setIfAbsent,
            Set<String> remove,
            Check check)
            implements Write {
        public Update {
            Items.requireMayExpire(key, set);
            Items.requireMayExpire(key, setIfAbsent);
        }

        public Update(Key key, Map<String, AttributeValue> set, Set<String> remove, Check check) {
            this(key, set, Map.of(), remove, check);
        }

        /** An update that does not change the version is idempotent, so the SDK may retry it without a transaction. */
        @Override
        public boolean isRepeatable() {
            return !set.containsKey(Items.VERSION) || Write.super.isRepeatable();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.update(this);
        }
    }

    /** Removes the item. */
    record Delete(Key key, Check check) implements Write {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.delete(this);
        }
    }

    /** Writes nothing: the other parts of the transaction are written only if the item meets the condition. */
    record ConditionCheck(Key key, Check check) implements Write {
        /** Only a transaction can check one item and write another. */
        @Override
        public boolean isRepeatable() {
            return false;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.conditionCheck(this);
        }
    }

    /** One method for each kind of write. */
    interface Visitor<R> {
        R put(Put put);

        R update(Update update);

        R delete(Delete delete);

        R conditionCheck(ConditionCheck check);
    }
}
