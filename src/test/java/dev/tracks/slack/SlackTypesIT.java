package dev.tracks.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.Fixtures;
import dev.tracks.MutableClock;
import dev.tracks.channel.SlackChannel;
import dev.tracks.usecase.Secret;
import dev.tracks.usecase.message.OutgoingMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Checks requests to Slack against Slack's types ({@code @slack/types}) with the TypeScript compiler. */
class SlackTypesIT {
    private static final Path PROGRAM = Path.of("src/test/slack");
    private static final Path TARGET = Path.of("target/slack-types");
    private static final List<OutgoingMessage> MESSAGES = List.of(
            OutgoingMessages.confirmation("You've been added to the track! 🎉"),
            OutgoingMessages.invitation("Come <along> & \"lead\"!\n\n`x` \\ 🎉", "Level up!"),
            OutgoingMessages.invitation("&".repeat(3_000), "<".repeat(75)));

    @BeforeAll
    static void install() throws Exception {
        Path installed = TARGET.resolve("installed-lock.json");
        Path lock = PROGRAM.resolve("package-lock.json");
        Files.createDirectories(TARGET);
        for (String file : List.of("package.json", "package-lock.json")) {
            Files.write(TARGET.resolve(file), Files.readAllBytes(PROGRAM.resolve(file)));
        }
        if (!Files.exists(installed) || Files.mismatch(lock, installed) >= 0) {
            assertThat(run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"))
                    .isEqualTo(0);
            Files.write(installed, Files.readAllBytes(lock));
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(TARGET.toFile())
                .redirectErrorStream(true)
                .redirectOutput(TARGET.resolve("output.txt").toFile())
                .start();
        process.getOutputStream().close();
        return process.waitFor();
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
                TARGET.resolve("messages.ts"),
                "import type { KnownBlock, MessageMetadata } from '@slack/types';\n" + code);
        int status = run("node", "node_modules/typescript/bin/tsc", "--noEmit", "--strict", "messages.ts");
        String output = Files.readString(TARGET.resolve("output.txt"));
        return status == 0 ? "" : "status " + status + "\n" + output;
    }

    @Test
    void everyRequestMatchesSlacksTypes() throws Exception {
        try (FakeSlack slack = new FakeSlack()) {
            MutableClock clock = new MutableClock(Fixtures.NOW);
            for (boolean clicksHandled : new boolean[] {true, false}) {
                SlackChannel channel = new SlackChannel(
                        slack.api(), Secret.fixed("xoxb"), new UnsignedJoinLinks(), clicksHandled, clock);
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
