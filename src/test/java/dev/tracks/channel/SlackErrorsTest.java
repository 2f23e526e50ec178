package dev.tracks.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SlackErrorsTest {
    /** Codes that other methods document, or that an earlier version of the documentation listed. */
    private static final Set<String> UNDOCUMENTED = Set.of(
            "cannot_dm_bot",
            "channel_type_not_supported",
            "invalid_json",
            "is_inactive",
            "json_not_object",
            "user_disabled",
            "user_not_found",
            "user_not_visible",
            "users_not_found");

    private static List<String> documented() throws IOException {
        try (InputStream input = SlackErrorsTest.class.getResourceAsStream("chat-postMessage-errors.txt")) {
            return new String(input.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    private static List<String> classified() {
        return Arrays.stream(SlackErrors.values())
                .flatMap(each -> each.codes().stream())
                .toList();
    }

    @Test
    void eachDocumentedErrorIsInExactlyOneClass() throws IOException {
        assertThat(classified())
                .doesNotHaveDuplicates()
                .containsAll(documented())
                .filteredOn(code -> !UNDOCUMENTED.contains(code))
                .hasSameSizeAs(documented());
        assertThat(classified()).containsAll(UNDOCUMENTED);
    }

    @Test
    void anErrorThatIsNotListedIsAmbiguous() {
        assertThat(SlackErrors.of("a_new_error")).isEqualTo(SlackErrors.UNKNOWN);
        assertThat(SlackErrors.of("")).isEqualTo(SlackErrors.UNKNOWN);
    }

    @Test
    void eachListedErrorHasItsClass() {
        assertThat(Arrays.stream(SlackErrors.values())
                        .collect(Collectors.toMap(Function.identity(), SlackErrors::codes)))
                .allSatisfy(
                        (kind, codes) -> assertThat(codes).isNotEmpty().allMatch(code -> SlackErrors.of(code) == kind));
    }
}
