package dev.tracks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracks.bench.Fleet.Invocation;
import dev.tracks.bench.growth.input.Footprint;
import dev.tracks.bench.growth.input.Footprint.KeyUnits;
import dev.tracks.local.MeteredAws.Image;
import dev.tracks.local.MeteredAws.RecordedRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FootprintsTest {
    private static final String ADA = "'PK':{'S':'USER#ada'},'SK':{'S':'RUN#1'}";
    private static final String LISTED = ADA + ",'GSI1PK':{'S':'STEP#day-1#s1#3'},'GSI1SK':{'S':'1'}";
    private static final String DUE = LISTED + ",'GSI2PK':{'S':'DUE#3'},'GSI2SK':{'S':'1'}";

    @Test
    void aWriteHasUnitsOfTheTableAndOfEachIndexByKindOfPartitionKey() throws JsonProcessingException {
        assertThat(Footprints.split(written("TransactWriteItems", null, DUE)))
                .containsExactly(
                        new KeyUnits("TABLE", "USER", 0, 2),
                        new KeyUnits("GSI1", "STEP", 0, 1),
                        new KeyUnits("GSI2", "DUE", 0, 1));
    }

    @Test
    void anEntryThatIsRemovedFromAnIndexCountsThere() throws JsonProcessingException {
        assertThat(Footprints.split(written("UpdateItem", DUE, ADA)))
                .containsExactly(
                        new KeyUnits("TABLE", "USER", 0, 1),
                        new KeyUnits("GSI1", "STEP", 0, 1),
                        new KeyUnits("GSI2", "DUE", 0, 1));
    }

    @Test
    void aCheckThatAnItemDoesNotExistCountsForItsKey() throws JsonProcessingException {
        JsonNode request = json("{'TransactItems':[{'Put':{}},{'ConditionCheck':{'Key':{'PK':{'S':'IDEM#1'}}}}]}");
        List<Image> images = List.of(new Image(item(null), item(ADA)), new Image(item(null), item(null)));

        assertThat(Footprints.split(new RecordedRequest("TransactWriteItems", request, json("{}"), false, images)))
                .containsExactly(new KeyUnits("TABLE", "USER", 0, 2), new KeyUnits("TABLE", "IDEM", 0, 2));
    }

    @Test
    void eachKeyOfABatchIsReadByItself() throws JsonProcessingException {
        JsonNode request = json(("{'RequestItems':{'t':{'ConsistentRead':true,'Keys':[{%s},{'PK':{'S':'CHANNEL'},"
                        + "'SK':{'S':'OUTAGE'}}]}}}")
                .formatted(ADA));
        JsonNode answer = json("{'Responses':{'t':[{%s,'more':{'S':'%s'}}]}}".formatted(ADA, "x".repeat(4_100)));

        assertThat(Footprints.split(new RecordedRequest("BatchGetItem", request, answer, false, List.of())))
                .containsExactly(new KeyUnits("TABLE", "USER", 2, 0), new KeyUnits("TABLE", "CHANNEL", 1, 0));
    }

    @Test
    void aQueryReadsItsPartition() throws JsonProcessingException {
        JsonNode request = json("{'ConsistentRead':true,'ExpressionAttributeValues':{':pk':{'S':'STEPS#week-1'}}}");

        assertThat(Footprints.split(new RecordedRequest("Query", request, json("{}"), false, List.of())))
                .containsExactly(new KeyUnits("TABLE", "STEPS", 1, 0));
    }

    @Test
    void theFootprintOfAFunctionIsTheSumOfItsRequests() throws JsonProcessingException {
        RecordedRequest sent = new RecordedRequest("SendMessage", json("{}"), json("{}"), false, List.of());
        Invocation relay = new Invocation(
                "relay",
                "",
                Duration.ZERO,
                List.of(written("UpdateItem", LISTED, ADA), sent, written("UpdateItem", null, ADA)),
                0);

        assertThat(Footprints.of(List.of(relay)))
                .isEqualTo(Map.of(
                        "relay",
                        new Footprint(
                                Map.of("UpdateItem", 2, "SendMessage", 1),
                                List.of(new KeyUnits("GSI1", "STEP", 0, 1), new KeyUnits("TABLE", "USER", 0, 2)))));
        assertThat(Footprints.of(List.of(relay, relay)).get("relay"))
                .isEqualTo(new Footprint(
                        Map.of("UpdateItem", 4, "SendMessage", 2),
                        List.of(new KeyUnits("GSI1", "STEP", 0, 2), new KeyUnits("TABLE", "USER", 0, 4))));
    }

    private static RecordedRequest written(String operation, String before, String after)
            throws JsonProcessingException {
        Image image = new Image(item(before), item(after));
        return new RecordedRequest(operation, json("{}"), json("{}"), false, List.of(image));
    }

    private static Optional<JsonNode> item(String attributes) throws JsonProcessingException {
        return attributes == null ? Optional.empty() : Optional.of(json("{" + attributes + "}"));
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }
}
