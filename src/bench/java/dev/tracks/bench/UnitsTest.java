package dev.tracks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracks.local.ItemImages;
import dev.tracks.local.MeteredAws.Image;
import dev.tracks.local.MeteredAws.RecordedRequest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnitsTest {
    private static final String KEY = "'PK':{'S':'a'},'SK':{'S':'b'}";
    private static final String LISTED = KEY + ",'GSI1PK':{'S':'x'},'GSI1SK':{'S':'1'}";
    private static final String MOVED = KEY + ",'GSI1PK':{'S':'x'},'GSI1SK':{'S':'2'}";

    @Test
    void sizesFollowTheGuide() throws JsonProcessingException {
        assertThat(ItemSize.bytes(json("{'ab':{'S':'é!'}}"))).isEqualTo(2 + 3);
        assertThat(ItemSize.bytes(json("{'n':{'N':'-120'}}"))).isEqualTo(1 + 3);
        assertThat(ItemSize.bytes(json("{'f':{'BOOL':true}}"))).isEqualTo(1 + 1);
        assertThat(ItemSize.bytes(json("{'l':{'L':[{'S':'abc'},{'S':''}]}}"))).isEqualTo(1 + 3 + 2 + 3);
        assertThat(ItemSize.bytes(json("{'m':{'M':{'k':{'S':'v'}}}}"))).isEqualTo(1 + 3 + 1 + 2);
    }

    @Test
    void aWriteIsRoundedUpAndATransactionCountsTwice() throws JsonProcessingException {
        Image big = image(null, KEY + ",'text':{'S':'" + "x".repeat(1024) + "'}");

        assertThat(written("PutItem", false, big)).isEqualTo(new Units(0, 2, 0));
        assertThat(written("TransactWriteItems", false, big, image(null, KEY))).isEqualTo(new Units(0, 6, 0));
    }

    @Test
    void aConditionCheckCountsOnceAsAWriteOfItsUnchangedItem() throws JsonProcessingException {
        JsonNode request = json("{'TransactItems':[{'Put':{'Item':{" + KEY + "}}},{'ConditionCheck':{'Key':{" + KEY
                + "}}},{'ConditionCheck':{'Key':{" + KEY + "}}}]}");
        List<Image> images = List.of(image(null, KEY), image(LISTED, LISTED), image(LISTED, LISTED));

        assertThat(ItemImages.written("TransactWriteItems", request)).hasSameSizeAs(images);
        assertThat(Units.of(new RecordedRequest("TransactWriteItems", request, json("{}"), false, images)))
                .isEqualTo(new Units(0, 6, 0));
    }

    @Test
    void theLargerOfOldAndNewItemCounts() throws JsonProcessingException {
        Image shrunk = image(KEY + ",'text':{'S':'" + "x".repeat(3000) + "'}", KEY);

        assertThat(written("UpdateItem", false, shrunk).writes()).isEqualTo(3);
    }

    @Test
    void anIndexCountsEntriesThatAreAddedRemovedChangedOrMovedAndATransactionDoesNotDoubleThem()
            throws JsonProcessingException {
        assertThat(written("PutItem", false, image(null, LISTED)).indexWrites()).isEqualTo(1);
        assertThat(written("TransactWriteItems", false, image(null, LISTED)).indexWrites())
                .isEqualTo(1);
        assertThat(written("UpdateItem", false, image(LISTED, KEY)).indexWrites())
                .isEqualTo(1);
        assertThat(written("UpdateItem", false, image(LISTED, LISTED + ",'status':{'S':''}"))
                        .indexWrites())
                .isEqualTo(1);
        assertThat(written("UpdateItem", false, image(LISTED, MOVED)).indexWrites())
                .isEqualTo(2);
        assertThat(written("UpdateItem", false, image(KEY, KEY + ",'more':{'S':''}"))
                        .indexWrites())
                .isZero();
    }

    @Test
    void aChangeOfAttributesThatAnIndexDoesNotProjectCountsForTheTableOnly() throws JsonProcessingException {
        String due = KEY + ",'GSI2PK':{'S':'x'},'GSI2SK':{'S':'1'}";

        assertThat(written("UpdateItem", false, image(LISTED, LISTED + ",'version':{'N':'2'}")))
                .isEqualTo(new Units(0, 1, 0));
        assertThat(written("UpdateItem", false, image(due, due + ",'status':{'S':'active'}")))
                .isEqualTo(new Units(0, 1, 0));
    }

    @Test
    void anEntryCountsWithTheProjectedAttributesOnly() throws JsonProcessingException {
        String text = ",'message':{'S':'" + "x".repeat(3000) + "'}";
        String managers = KEY + ",'GSI3PK':{'S':'x'},'GSI3SK':{'S':'1'}";

        assertThat(written("PutItem", false, image(null, LISTED + text))).isEqualTo(new Units(0, 3, 1));
        assertThat(written("PutItem", false, image(null, managers + text))).isEqualTo(new Units(0, 3, 3));
        assertThat(stored(LISTED + text) - stored(LISTED)).isEqualTo("message".length() + 3000);
    }

    private static long stored(String item) throws JsonProcessingException {
        return Units.stored(
                List.of(new RecordedRequest("PutItem", json("{}"), json("{}"), false, List.of(image(null, item)))));
    }

    @Test
    void aRefusedWriteCountsForTheTableOnly() throws JsonProcessingException {
        assertThat(written("PutItem", true, image(LISTED, LISTED))).isEqualTo(new Units(0, 1, 0));
    }

    @Test
    void eachItemOfABatchIsRoundedUpSeparatelyAndAMissingOneCounts() throws JsonProcessingException {
        JsonNode request = json("{'RequestItems':{'t':{'ConsistentRead':true,'Keys':[{},{},{}]}}}");
        JsonNode answer = json("{'Responses':{'t':[{'a':{'S':'" + "x".repeat(5000) + "'}},{'a':{'S':''}}]}}");

        assertThat(Units.of(new RecordedRequest("BatchGetItem", request, answer, false, List.of())))
                .isEqualTo(new Units(2 + 1 + 1, 0, 0));
    }

    @Test
    void aPageOfAQueryIsRoundedUpAsAWhole() throws JsonProcessingException {
        String item = "{'a':{'S':'" + "x".repeat(3000) + "'}}";
        JsonNode answer = json("{'Items':[" + item + "," + item + "," + item + "]}");

        assertThat(Units.of(new RecordedRequest("Query", json("{'ConsistentRead':true}"), answer, false, List.of()))
                        .reads())
                .isEqualTo(3);
        assertThat(Units.of(new RecordedRequest("Query", json("{}"), json("{'Items':[]}"), false, List.of()))
                        .reads())
                .isEqualTo(0.5);
    }

    private static Units written(String operation, boolean failed, Image... images) throws JsonProcessingException {
        return Units.of(new RecordedRequest(operation, json("{}"), json("{}"), failed, List.of(images)));
    }

    private static Image image(String before, String after) throws JsonProcessingException {
        return new Image(
                before == null ? Optional.empty() : Optional.of(json("{" + before + "}")),
                after == null ? Optional.empty() : Optional.of(json("{" + after + "}")));
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }
}
