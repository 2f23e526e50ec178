package dev.tracks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracks.local.MeteredAws.Image;
import dev.tracks.local.MeteredAws.RecordedRequest;
import dev.tracks.store.table.Index;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WritePurposesTest {
    private static final String PERSON = "'SK':{'S':'USER'}";
    private static final String RUN = "'SK':{'S':'RUN#day-1'},'GSI1PK':{'S':'STEP'},'GSI1SK':{'S':'1'}";
    private static final String ENROLLMENT = "'SK':{'S':'ENROLLMENT#week-1'},'GSI1PK':{'S':'TRACK'},'GSI1SK':{'S':'1'}";
    private static final String PENDING =
            ENROLLMENT + ",'GSI2PK':{'S':'DUE'},'GSI2SK':{'S':'1'},'pending':{'S':'started'}";
    private static final String CLAIMED = ENROLLMENT + ",'confirmationClaimedAt':{'S':'1'}";
    private static final String DELIVERED = ENROLLMENT + ",'confirmationDeliveredAt':{'S':'1'}";

    private static final RecordedRequest ENROLL =
            request("TransactWriteItems", image("", RUN), image("", PENDING), image(PERSON, PERSON));

    @Test
    void anEnrollmentIsItsTwoPutsTheCheckOfThePersonAndItsEntriesInIndexes() {
        assertThat(WritePurposes.of(List.of(ENROLL)).units())
                .isEqualTo(Map.of(
                        Purpose.TRANSACTION, 4,
                        Purpose.NOT_ERASED, 2,
                        Purpose.STEP_LIST, 1,
                        Purpose.TRACK_LIST, 1,
                        Purpose.OUTBOX, 1));
    }

    @Test
    void anUpdateIsNamedByWhatItChanges() {
        assertThat(purpose(PENDING, ENROLLMENT)).isEqualTo(Purpose.PUBLISHED);
        assertThat(purpose(ENROLLMENT, CLAIMED)).isEqualTo(Purpose.CLAIM);
        assertThat(purpose(CLAIMED, DELIVERED)).isEqualTo(Purpose.DELIVERY);
        assertThat(purpose("", CLAIMED))
                .as("a claim that is an item of its own")
                .isEqualTo(Purpose.CLAIM);
        assertThat(purpose(ENROLLMENT, ENROLLMENT + ",'note':{'S':'1'}")).isEqualTo(Purpose.OTHER);
        assertThat(purpose(ENROLLMENT, "")).isEqualTo(Purpose.OTHER);
    }

    @Test
    void anEntryThatALaterWriteChangesIsNoEntryThatAListNeeds() {
        assertThat(Purpose.ofEntry(Index.GSI1, image(ENROLLMENT, CLAIMED))).isEqualTo(Purpose.LISTS_REWRITTEN);
        assertThat(Purpose.ofEntry(Index.GSI2, image(PENDING, ENROLLMENT))).isEqualTo(Purpose.OUTBOX);
        assertThat(Purpose.ofEntry(Index.GSI3, image("", RUN))).isEqualTo(Purpose.ENROLLEE_LIST);
    }

    @Test
    void allUnitsHaveAPurpose() {
        List<RecordedRequest> all = List.of(
                ENROLL,
                request("UpdateItem", image(PENDING, ENROLLMENT)),
                request("UpdateItem", image(ENROLLMENT, CLAIMED)),
                request("UpdateItem", image(CLAIMED, DELIVERED)),
                request("TransactWriteItems", image("", "")),
                request("DeleteItem", image(PENDING, "")));
        Units units = Units.of(all);

        assertThat(WritePurposes.of(all).units().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(units.writes() + units.indexWrites());
    }

    private static Purpose purpose(String before, String after) {
        return Purpose.ofWrite(image(before, after));
    }

    private static RecordedRequest request(String operation, Image... images) {
        return new RecordedRequest(operation, json(""), json(""), false, List.of(images));
    }

    private static Image image(String before, String after) {
        return new Image(item(before), item(after));
    }

    private static Optional<JsonNode> item(String attributes) {
        return attributes.isEmpty() ? Optional.empty() : Optional.of(json("'PK':{'S':'USER#ada'}," + attributes));
    }

    private static JsonNode json(String members) {
        try {
            return new ObjectMapper().readTree("{" + members.replace('\'', '"') + "}");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
