package dev.tracks.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.tracks.channel.SlackChannel;
import dev.tracks.channel.SlackErrors;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.lambda.InMemoryApplication;
import dev.tracks.lambda.http.Route;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The manifest and the errors in docs/slack.md match the program. */
class SlackPageTest {
    private static String page() throws IOException {
        return Files.readString(Path.of("docs/slack.md"));
    }

    private static JsonNode manifest() throws IOException {
        String yaml = page().split("```yaml\n")[1].split("```")[0];
        return new ObjectMapper(new YAMLFactory()).readTree(yaml);
    }

    @Test
    void theManifestRequestsExactlyTheScopesThatAreUsed() throws IOException {
        assertThat(manifest().at("/oauth_config/scopes").toString()).isEqualTo("{\"bot\":[\"chat:write\"]}");
        assertThat(manifest().at("/features/app_home/messages_tab_enabled").asBoolean())
                .isTrue();
    }

    @Test
    void theManifestSendsInteractionsToTheirRoute() throws IOException {
        URI address =
                URI.create(manifest().at("/settings/interactivity/request_url").asText());

        assertThat(manifest().at("/settings/interactivity/is_enabled").asBoolean())
                .isTrue();
        assertThat(new InMemoryApplication().api().routes())
                .filteredOn(route -> route.method().equals("POST"))
                .extracting(Route::pattern)
                .contains(address.getPath());
    }

    @Test
    void eachErrorThatThePageExplainsIsClassified() throws IOException {
        String table = page().substring(page().indexOf("| error | cause and fix |"), page().indexOf("## Try it"));
        List<String> words = Pattern.compile("(?m)^\\|([^|]*)\\|")
                .matcher(table)
                .results()
                .flatMap(row ->
                        Pattern.compile("`([a-z_]+)`").matcher(row.group(1)).results())
                .map((MatchResult word) -> word.group(1))
                .toList();

        List<String> ours =
                List.of(SlackChannel.NO_USER, SlackChannel.NOT_A_USER, SkipReason.PARTICIPANT_DEACTIVATED.wireName());
        assertThat(words)
                .hasSizeGreaterThan(15)
                .containsAll(ours)
                .filteredOn(word -> !ours.contains(word))
                .noneMatch(error -> SlackErrors.of(error) == SlackErrors.UNKNOWN);
    }
}
