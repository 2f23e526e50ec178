package dev.tracks.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.HtmlTemplates;
import dev.tracks.channel.MailText.Mail;
import dev.tracks.lambda.config.WiringTest;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

/** The HTML part, rendered by the injected Qute engine. */
@QuarkusTest
@TestProfile(WiringTest.Environment.class)
class MailTest {
    @Test
    void userTextIsNeverMarkup() {
        String html = new Mail(
                        "Hi <script>a()</script>\n& \"co\"", "<b>Go</b>", "https://tracks.example/join/a?b=1&c=\"'><i>")
                .render();

        assertThat(html)
                .contains(">Hi &lt;script&gt;a()&lt;/script&gt;\n&amp; &quot;co&quot;</p>")
                .contains("href=\"https://tracks.example/join/a?b=1&amp;c=&quot;&#39;&gt;&lt;i&gt;\"")
                .contains(">&lt;b&gt;Go&lt;/b&gt;</a>")
                .doesNotContain("<script", "<b>", "<i>");
    }

    @Test
    void expressionsInATextAreNotEvaluated() {
        String text = "{config:quarkus.banner.enabled} {inject:engine} {cdi:engine} {link} {#if text}x{/if}";

        assertThat(new Mail(text, "", "").render()).contains(">" + text + "</p>");
    }

    @Test
    void withoutALinkThereIsNoButton() {
        assertThat(new Mail("Welcome!", "", "").render())
                .contains(">Welcome!</p>")
                .doesNotContain("<a");
    }

    @Test
    void theTestRendererWritesTheSameMailAsQuarkus() {
        Mail mail = new Mail("Hi \"Ada\"\n\n  & all", "Let's go", "https://tracks.example/join/a?b=1&c=2");

        assertThat(HtmlTemplates.render(mail)).isEqualTo(mail.render());
    }
}
