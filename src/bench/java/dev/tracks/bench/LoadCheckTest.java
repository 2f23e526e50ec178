package dev.tracks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class LoadCheckTest {
    private static final List<String> TRACKS = List.of("day-1", "week-1");

    private final List<Map<String, AttributeValue>> items = new ArrayList<>(List.of(
            item("ada", "USER"), item("ada", "ENROLLMENT#day-1#00001"), item("ada", "ENROLLMENT#week-1#00001")));

    @Test
    void thereIsNoErrorIfEachPersonHasTwoInstancesAndOneMessage() {
        assertThat(check(Map.of("ada", 1)).isClean()).isTrue();
    }

    @Test
    void aLostEnrollmentIsDetected() {
        items.remove(2);

        assertThat(check(Map.of("ada", 1)).lost()).containsExactly("ada");
    }

    @Test
    void aLostMessageIsDetected() {
        assertThat(check(Map.of()).lost()).containsExactly("ada");
    }

    @Test
    void aDuplicateEnrollmentIsDetected() {
        items.add(item("ada", "ENROLLMENT#week-1#00002"));

        assertThat(check(Map.of("ada", 1)).extraInstances()).containsExactly("ada");
    }

    @Test
    void aDuplicateMessageIsDetected() {
        assertThat(check(Map.of("ada", 2)).extraMessages()).containsExactly("ada");
    }

    @Test
    void aPendingItemIsDetected() {
        items.add(Map.of(
                "PK", AttributeValue.fromS("USER#ada"),
                "SK", AttributeValue.fromS("RUN#day-1#00001#s1"),
                "pending", AttributeValue.fromS("enrolled")));

        assertThat(check(Map.of("ada", 1)).pending()).containsExactly("USER#ada RUN#day-1#00001#s1");
    }

    @Test
    void memoryThatGrowsByMoreThanATenthIsNotStable() {
        assertThat(memory(100, 109)).anyMatch(line -> line.contains("+9.0 %: flat"));
        assertThat(memory(100, 111)).anyMatch(line -> line.contains("+11.0 %: **grows**"));
    }

    private LoadCheck check(Map<String, Integer> messages) {
        return LoadCheck.of(List.of("ada"), TRACKS, items, messages);
    }

    private static List<String> memory(double second, double last) {
        List<Double> samples = new ArrayList<>(Collections.nCopies(9, second));
        samples.addAll(Collections.nCopies(3, last));
        LoadCheck clean = new LoadCheck(List.of(), List.of(), List.of(), List.of());
        Duration moment = Duration.ofSeconds(1);
        return new LoadResult(1, moment, 1, Spread.of(List.of(1)), 0, 0, clean, moment, samples).lines();
    }

    private static Map<String, AttributeValue> item(String person, String key) {
        return Map.of("PK", AttributeValue.fromS("USER#" + person), "SK", AttributeValue.fromS(key));
    }
}
