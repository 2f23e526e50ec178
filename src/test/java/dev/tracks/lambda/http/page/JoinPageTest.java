package dev.tracks.lambda.http.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.HtmlTemplates;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.track.Track;
import dev.tracks.domain.track.TrackStatus;
import dev.tracks.lambda.config.WiringTest;
import dev.tracks.usecase.configure.Catalog;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The page, rendered by the injected engine. */
@QuarkusTest
@TestProfile(WiringTest.Environment.class)
class JoinPageTest {
    private final Catalog catalog = mock(Catalog.class);
    private final JoinPage page = new JoinPage(catalog);

    private Invitation invitation(String title, String message, String button) {
        when(catalog.track("week-1"))
                .thenReturn(Optional.of(new Track("week-1", title, "", TrackStatus.ACTIVE, List.of())));
        Invitation any = Fixtures.invitation(Fixtures.cause("day-1", "s1", "ada", 1), "week-1", 1);
        return new Invitation(
                any.participantId(),
                any.ref(),
                any.status(),
                new Invitation.Texts(message, button),
                any.times(),
                any.origin(),
                any.trail(),
                any.version());
    }

    @Test
    void valuesAreEscapedAndNeverMarkup() {
        String html = page.open(invitation("<script>a()</script>", "Hi <img src=x> & \"co\"", "'\"><b>Go"));

        assertThat(html)
                .contains("<title>&lt;script&gt;a()&lt;/script&gt; · Invitation</title>")
                .contains("<h1>&lt;script&gt;a()&lt;/script&gt;</h1>")
                .contains("<p class=\"text\">Hi &lt;img src=x&gt; &amp; &quot;co&quot;</p>")
                .contains("value=\"join\">&#39;&quot;&gt;&lt;b&gt;Go</button>")
                .doesNotContain("<script", "<img", "<b>");
    }

    @Test
    void anExpressionInAValueIsNotEvaluated() {
        String text = "{config:quarkus.banner.enabled} {inject:engine} {cdi:engine} {heading} {#if title}x{/if}";

        String html = page.open(invitation(text, text, text));

        assertThat(html).contains("<h1>" + text + "</h1>", "<p class=\"text\">" + text + "</p>", text + "</button>");
    }

    @Test
    void anInvalidLinkHasNoTitleAndNoButtons() {
        assertThat(page.unknown())
                .contains("<title>Invitation</title>", "<h1>This link does not work</h1>")
                .doesNotContain("<form", "<button");
    }

    @Test
    void testsWithoutQuarkusRenderTheSamePage() {
        Invitation invitation = invitation("Week <1>", "Hi \"Ada\"\n\n  & all", "Let's go");

        assertThat(new JoinPage(catalog, HtmlTemplates::render).open(invitation))
                .isEqualTo(page.open(invitation));
    }
}
