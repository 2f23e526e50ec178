package dev.tracks.lambda.http.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.lambda.http.HttpApi;
import dev.tracks.slack.SlackHttp;
import dev.tracks.slack.SlackReplies;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The result of a click is sent only to the configured Slack. Ada is U1 in Slack and invited to leadership. */
class SlackResponseUrlTest {
    private static final String SLACK = "https://slack.com/api";
    private static final String GOV_SLACK = "https://slack-gov.com/api";
    private static final String EMULATOR = "http://localhost:8080/local/slack/api";

    private final SlackInvitationFixture ada = new SlackInvitationFixture();
    private final SlackHttp http = mock(SlackHttp.class);

    @BeforeEach
    void acceptEachResponse() throws IOException {
        when(http.post(any(), any(), any()))
                .thenReturn(new SlackHttp.Answer(200, Optional.empty(), MissingNode.getInstance()));
    }

    @AfterEach
    void close() {
        ada.close();
    }

    private void join(String slack, String responseUrl) {
        HttpApi api = ada.program.api(SlackInvitationFixture.SECRET, new SlackReplies(URI.create(slack), http));
        ObjectNode payload = ada.signed.click("U1", "join", ada.token).put("response_url", responseUrl);

        assertThat(ada.signed.call(api, SignedSlackRequest.form(payload)).send().status())
                .isEqualTo(200);
        assertThat(ada.enrolled()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        SLACK + ", https://hooks.slack.com/actions/T1/1/a",
        SLACK + ", https://hooks.slack.com:443/actions/T1/1/a",
        "https://Slack.com/api/, https://hooks.slack.com/actions/T1/1/a",
        GOV_SLACK + ", https://hooks.slack-gov.com/actions/T1/1/a",
        GOV_SLACK + ", https://hooks.slack-gov.com:443/actions/T1/1/a",
        EMULATOR + ", http://localhost:8080/local/slack/responses/1"
    })
    void theResultIsSentToTheConfiguredSlack(String slack, String responseUrl) throws IOException {
        join(slack, responseUrl);

        verify(http).post(any(), any(), any());
        verify(http).post(eq(URI.create(responseUrl)), eq(Optional.empty()), any());
    }

    static Stream<Arguments> otherAddresses() {
        return Stream.of(
                        otherAddresses(SLACK, "https", "http", "hooks.slack.com"),
                        otherAddresses(GOV_SLACK, "https", "http", "hooks.slack-gov.com"),
                        otherAddresses(EMULATOR, "http", "https", "localhost:8080"))
                .flatMap(Function.identity());
    }

    private static Stream<Arguments> otherAddresses(String slack, String scheme, String otherScheme, String host) {
        String name = host.split(":")[0];
        Stream<String> hosts = Stream.of("hooks.slack.com", "hooks.slack-gov.com", "localhost:8080")
                .filter(other -> !other.equals(host))
                .flatMap(other -> Stream.of("https://" + other + "/1", "http://" + other + "/1"));
        Stream<String> fixed = Stream.of(
                "",
                "not an address",
                "file:///etc/passwd",
                "http://169.254.169.254/latest/meta-data",
                "http://localhost:1/actions",
                "https://slack.com/api/chat.postMessage",
                "https://slack-gov.com/api/chat.postMessage",
                "https://hooks.slack.com.slack-gov.com/1",
                "https://hooks.slack-gov.com.slack.com/1",
                "//" + host + "/1",
                otherScheme + "://" + host + "/1");
        Stream<String> disguised = Stream.of(
                        name + ":8443/1",
                        name + ".evil.example/1",
                        name + "./1",
                        "evil-" + host + "/1",
                        host + "@evil.example/1",
                        name + ":443@evil.example/1",
                        "U1@" + host + "/1",
                        "U1:secret@" + host + "/1",
                        host + "\\@evil.example/1",
                        "evil.example/" + host,
                        "evil.example#@" + host + "/1",
                        host.replace('o', '\uff4f') + "/1")
                .map(rest -> scheme + "://" + rest);
        return Stream.of(hosts, fixed, disguised)
                .flatMap(Function.identity())
                .map(address -> Arguments.of(slack, address));
    }

    @ParameterizedTest
    @MethodSource("otherAddresses")
    void theResultIsSentToNoOtherAddressAndTheClickCountsAnyway(String slack, String responseUrl) {
        join(slack, responseUrl);

        verifyNoInteractions(http);
    }
}
