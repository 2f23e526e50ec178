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

    /** {@code {"data":[…]}}, newest first. */
    public ObjectNode newestFirst() {
        return newestFirst(messages);
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
