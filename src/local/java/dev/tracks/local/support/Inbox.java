package dev.tracks.local.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.h2.mvstore.MVMap;

/** The messages sent to people, in the order of arrival. A second delivery with the same id is ignored. */
public final class Inbox {
    private final DiskStore disk;
    private final MVMap<Long, String> messages;
    private final MVMap<String, String> ids;

    public Inbox(DiskStore disk) {
        this.disk = disk;
        messages = disk.list("inbox");
        ids = disk.map("inbox-ids");
    }

    /** Stores the message, on disk when this returns; does nothing if there is one with that id. */
    public synchronized void keep(String id, JsonNode message) {
        if (ids.containsKey(id)) {
            return;
        }
        long number = messages.isEmpty() ? 1 : messages.lastKey() + 1;
        messages.put(number, message.toString());
        ids.put(id, String.valueOf(number));
        disk.commit();
    }

    /** All messages, newest first. */
    public ObjectNode newestFirst() {
        return newestFirst(InboxQuery.ALL);
    }

    /**
     * The wanted messages, newest first: {@code {"data":[…]}}. With a limit, {@code nextCursor} is the cursor of the next
     * page, or null on the last one.
     */
    public ObjectNode newestFirst(InboxQuery query) {
        ObjectNode answer = Json.object();
        ArrayNode data = answer.putArray("data");
        long last = 0;
        Long number = query.before().map(messages::lowerKey).orElseGet(messages::lastKey);
        for (; number != null; number = messages.lowerKey(number)) {
            JsonNode message = Json.read(messages.get(number));
            if (!query.wants(message)) {
                continue;
            }
            if (query.limit().filter(limit -> limit == data.size()).isPresent()) {
                return answer.put("nextCursor", String.valueOf(last));
            }
            data.add(message);
            last = number;
        }
        return query.limit().isPresent() ? answer.putNull("nextCursor") : answer;
    }

    public static ObjectNode newestFirst(MVMap<Long, String> list) {
        ObjectNode answer = Json.object();
        ArrayNode data = answer.putArray("data");
        for (Long number = list.lastKey(); number != null; number = list.lowerKey(number)) {
            data.add(Json.read(list.get(number)));
        }
        return answer;
    }
}
