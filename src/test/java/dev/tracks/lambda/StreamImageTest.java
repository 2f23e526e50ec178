package dev.tracks.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracks.lambda.json.InvalidRequestException;
import dev.tracks.lambda.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class StreamImageTest {
    private static Map<String, AttributeValue> read(String json) {
        return StreamImage.read(Json.read(json.replace('\'', '"')));
    }

    @Test
    void everyTypeOfAttributeIsRead() {
        assertThat(read("{'s':{'S':'x'},'n':{'N':'1.50'},'b':{'B':'AQI='},'t':{'BOOL':true},'z':{'NULL':true},"
                        + "'ss':{'SS':['a']},'ns':{'NS':['1']},'bs':{'BS':['AQI=']},"
                        + "'l':{'L':[{'S':'x'},{'L':[]}]},'m':{'M':{'a':{'M':{}}}}}"))
                .isEqualTo(Map.of(
                        "s", AttributeValue.fromS("x"),
                        "n", AttributeValue.fromN("1.50"),
                        "b", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {1, 2})),
                        "t", AttributeValue.fromBool(true),
                        "z", AttributeValue.fromNul(true),
                        "ss", AttributeValue.fromSs(List.of("a")),
                        "ns", AttributeValue.fromNs(List.of("1")),
                        "bs", AttributeValue.fromBs(List.of(SdkBytes.fromByteArray(new byte[] {1, 2}))),
                        "l", AttributeValue.fromL(List.of(AttributeValue.fromS("x"), AttributeValue.fromL(List.of()))),
                        "m", AttributeValue.fromM(Map.of("a", AttributeValue.fromM(Map.of())))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'a':'x'}",
                "{'a':{}}",
                "{'a':{'S':'x','N':'1'}}",
                "{'a':{'T':'x'}}",
                "{'a':{'S':1}}",
                "{'a':{'B':'*'}}",
                "{'a':{'L':{}}}",
                "{'a':{'SS':[1]}}",
                "{'a':{'L':[7]}}"
            })
    void anAttributeOfAnUnknownTypeIsNamed(String image) {
        assertThatThrownBy(() -> read(image))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("NewImage.a must be a DynamoDB attribute");
    }

    @Test
    void anImageThatIsNotAnObjectIsRefused() {
        assertThatThrownBy(() -> read("[]")).isInstanceOf(InvalidRequestException.class);
    }
}
