package dev.tracks.local.ses;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.local.support.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailFateTest {
    private static final Instant NOW = Instant.parse("2025-03-03T09:00:00Z");

    private static ObjectNode request() {
        ObjectNode request = Json.object()
                .put("FromEmailAddress", "Tracks <tracks@example.com>")
                .put("ConfigurationSetName", "tracks-mail");
        request.putArray("EmailTags").addObject().put("Name", "participant").put("Value", "ada");
        return request;
    }

    @ParameterizedTest
    @CsvSource({
        "ada@bounced.example, bounce",
        "ada@full.example, bounce",
        "ada@complained.example, complaint",
        "ada@rejected.example, reject",
        "ada@delayed.example, delivery-delay",
    })
    void anEventHasTheTypeAndTheFieldsOfTheDocumentedOne(String address, String documented) throws IOException {
        MailFate fate = MailFate.of(address).orElseThrow();
        JsonNode example = new ObjectMapper()
                .readTree(
                        Path.of("src/test/resources/ses", documented + ".json").toFile());

        ObjectNode detail = fate.detail("mail-1", address, request(), NOW);

        assertThat(fate.detailType()).isEqualTo(example.path("detail-type").asText());
        assertThat(detail.path("eventType")).isEqualTo(example.at("/detail/eventType"));
        assertThat(paths(example.path("detail"), "")).containsAll(paths(detail, ""));
        assertThat(detail.at("/mail/messageId").asText()).isEqualTo("mail-1");
        assertThat(detail.at("/mail/destination/0").asText()).isEqualTo(address);
        assertThat(detail.at("/mail/tags/participant/0").asText()).isEqualTo("ada");
        assertThat(detail.at("/mail/tags/ses:configuration-set/0").asText()).isEqualTo("tracks-mail");
    }

    /** The names of all fields, with those of the objects that contain them. */
    private static Set<String> paths(JsonNode node, String path) {
        Set<String> paths = new TreeSet<>();
        node.properties().forEach(field -> {
            String name = path + "/" + field.getKey();
            paths.add(name);
            paths.addAll(paths(field.getValue(), name));
        });
        node.forEach(element -> {
            if (node.isArray()) {
                paths.addAll(paths(element, path));
            }
        });
        return paths;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada@example.com", "bounced.example@example.com", "ada@notbounced.example"})
    void nothingHappensToOtherMails(String address) {
        assertThat(MailFate.of(address)).isEmpty();
    }

    @Test
    void onlyMailsThatArriveAreInTheInbox() {
        assertThat(MailFate.values())
                .filteredOn(MailFate::isDelivered)
                .containsExactly(MailFate.COMPLAINED, MailFate.DELAYED);
    }
}
