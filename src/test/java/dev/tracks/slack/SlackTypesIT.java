package dev.tracks.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.Fixtures;
import dev.tracks.MutableClock;
import dev.tracks.NodeProgram;
import dev.tracks.channel.SlackChannel;
import dev.tracks.store.TableChannelState;
import dev.tracks.store.table.MemoryTable;
import dev.tracks.usecase.Secret;
import dev.tracks.usecase.message.OutgoingMessage;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Checks requests to Slack against Slack's types ({@code @slack/types}) with the TypeScript compiler. */
class SlackTypesIT {
    private static final List<OutgoingMessage> MESSAGES = List.of(
            OutgoingMessages.confirmation("You've been added to the track! 🎉"),
            OutgoingMessages.invitation("Come <along> & \"lead\"!\n\n`x` \\ 🎉", "Level up!"),
            OutgoingMessages.invitation("&".repeat(3_000), "<".repeat(75)));

    private static NodeProgram compiler;

    @BeforeAll
    static void install() throws Exception {
        compiler = NodeProgram.install("slack");
    }

    /** The compiler's output for these blocks and metadata; empty if they are valid. */
    private static String compiled(List<JsonNode> messages) throws Exception {
        String code = messages.stream()
                .map(message -> "const blocks: KnownBlock[] = " + message.path("blocks") + ";\n"
                        + (message.has("metadata")
                                ? "const metadata: MessageMetadata = " + message.path("metadata") + ";\n"
                                : ""))
                .map(block -> "{\n" + block + "}\n")
                .collect(Collectors.joining());
        Files.writeString(
                compiler.file("messages.ts"),
                "import type { KnownBlock, MessageMetadata } from '@slack/types';\n" + code);
        NodeProgram.Result result =
                compiler.run("node", "node_modules/typescript/bin/tsc", "--noEmit", "--strict", "messages.ts");
        return result.status() == 0 ? "" : "status " + result.status() + "\n" + result.output();
    }

    @Test
    void everyRequestMatchesSlacksTypes() throws Exception {
        try (FakeSlack slack = new FakeSlack()) {
            MutableClock clock = new MutableClock(Fixtures.NOW);
            for (boolean clicksHandled : new boolean[] {true, false}) {
                SlackChannel channel = new SlackChannel(
                        slack.api(),
                        Secret.fixed("xoxb"),
                        new UnsignedJoinLinks(),
                        clicksHandled,
                        new TableChannelState(new MemoryTable()),
                        new SlackUsers(Optional.empty()),
                        clock);
                MESSAGES.forEach(outgoing -> {
                    channel.send(outgoing);
                    clock.advance(Duration.ofSeconds(2));
                });
            }
            SlackReplies replies = new SlackReplies(slack.api());
            replies.replace(slack.responseUrl().toString(), "Come!", "You're in!\nHave fun.");
            replies.sendEphemeral(slack.responseUrl().toString(), "Not right now");
            List<JsonNode> sent =
                    slack.seen().stream().map(FakeSlack.Seen::body).toList();

            assertThat(sent).hasSize(2 * MESSAGES.size() + 2);
            assertThat(compiled(sent)).isEmpty();
        }
    }

    @Test
    void theCompilerRejectsAWrongType() throws Exception {
        JsonNode message = new SlackBlocks(new UnsignedJoinLinks(), true).message(MESSAGES.get(1));
        ((ObjectNode) message.at("/blocks/1/elements/0/text")).put("type", "mrkdwn");

        assertThat(compiled(List.of(message))).contains("mrkdwn", "plain_text");
    }
}
