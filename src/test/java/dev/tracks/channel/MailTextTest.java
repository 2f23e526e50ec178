package dev.tracks.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.HtmlTemplates;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.Invitation;
import dev.tracks.usecase.message.JoinToken;
import dev.tracks.usecase.message.OutgoingMessage;
import java.net.URI;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MailTextTest {
    private static final Invitation INVITATION =
            Fixtures.invitation(Fixtures.cause("day-1", "s1", "ada", 1), "week-1", 1);

    private static MailText mail(String text) {
        return MailText.of(
                new OutgoingMessage(
                        new MessageRef(MessageKind.CONFIRMATION, "ada", "week-1", 1),
                        Fixtures.person("ada").build(),
                        text,
                        Optional.empty(),
                        false),
                Optional.empty(),
                HtmlTemplates::render);
    }

    private static MailText invitation(String text, String button, String link) {
        return MailText.of(
                new OutgoingMessage(
                        new MessageRef(MessageKind.INVITATION, "ada", "week-1", 1),
                        Fixtures.person("ada").build(),
                        text,
                        Optional.of(new OutgoingMessage.Button(button, JoinToken.of(INVITATION))),
                        false),
                Optional.of(URI.create(link)),
                HtmlTemplates::render);
    }

    @Test
    void theFirstLineIsTheSubject() {
        assertThat(mail("\n  Welcome, Ada!\nWeek 1 begins.").subject()).isEqualTo("Welcome, Ada!");
        assertThat(mail("Tab\there").subject()).isEqualTo("Tab here");
    }

    @Test
    void theStepsSubjectReplacesTheFirstLine() {
        assertThat(subject("Welcome, Ada!", "Week 1")).isEqualTo("Week 1");
        assertThat(subject("Welcome, Ada!", " \n")).isEqualTo("Welcome, Ada!");
    }

    @Test
    void aTitleInTheSubjectCannotAddAHeader() {
        assertThat(subject("Welcome, Ada!", "Week 1\r\nBcc: x")).isEqualTo("Week 1");
        assertThat(subject("Welcome, Ada!", "Week\u00851\u2028x")).isEqualTo("Week 1 x");
    }

    private static String subject(String text, String subject) {
        OutgoingMessage outgoing = new OutgoingMessage(
                        new MessageRef(MessageKind.CONFIRMATION, "ada", "week-1", 1),
                        Fixtures.person("ada").build(),
                        text,
                        Optional.empty(),
                        false)
                .withMailSubject(Optional.of(subject));
        return MailText.of(outgoing, Optional.empty(), HtmlTemplates::render).subject();
    }

    @Test
    void aLongSubjectEndsAfterAWord() {
        assertThat(mail("word ".repeat(40)).subject())
                .isEqualTo("word ".repeat(15).strip() + "…");
        assertThat(mail("x".repeat(78)).subject()).isEqualTo("x".repeat(78));
        assertThat(mail("x".repeat(79)).subject()).isEqualTo("x".repeat(77) + "…");
    }

    @Test
    void theButtonIsALinkInTextAndHtml() {
        MailText mail = invitation("Join us?", "Level up!", "https://tracks.example/join/a?b=1&c=2");

        assertThat(mail.text()).isEqualTo("Join us?\n\nLevel up!:\nhttps://tracks.example/join/a?b=1&c=2\n");
        assertThat(mail.html())
                .contains("<a href=\"https://tracks.example/join/a?b=1&amp;c=2\"")
                .contains(">Level up!</a>");
    }

    @Test
    void aNameCannotBecomeMarkup() {
        MailText mail =
                invitation("Hi <img src=x onerror='a()'> & \"co\"", "<b>Go</b>", "https://tracks.example/join/a");

        assertThat(mail.html())
                .contains("Hi &lt;img src=x onerror=&#39;a()&#39;&gt; &amp; &quot;co&quot;", "&lt;b&gt;Go&lt;/b&gt;")
                .doesNotContain("<img", "<b>");
        assertThat(mail.text()).contains("Hi <img src=x onerror='a()'> & \"co\"");
    }

    @Property
    void theSubjectOfEveryTextIsOneLineOfAtMost78Characters(@ForAll String text) {
        String subject = mail(text).subject();

        assertThat(subject.codePointCount(0, subject.length())).isLessThanOrEqualTo(78);
        assertThat(subject.chars()).noneMatch(Character::isISOControl);
    }
}
