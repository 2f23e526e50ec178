package dev.tracks.histories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class ReliabilityPageTest {
    @Test
    void figuresGoBetweenTheirMarkersAndNothingElseChanges() {
        String page = "a\n<!-- guards -->\nold $1\n<!-- /guards -->\nb\n<!-- histories -->\n<!-- /histories -->\n";

        assertThat(ReliabilityPage.replaced(page, "guards", "23 of $23"))
                .isEqualTo(
                        "a\n<!-- guards -->\n23 of $23\n<!-- /guards -->\nb\n<!-- histories -->\n<!-- /histories -->\n");
    }

    @Test
    void thePageHasAPlaceForEachPart() throws IOException {
        String page = Files.readString(ReliabilityPage.PAGE);

        assertThat(ReliabilityPage.PARTS)
                .allSatisfy(part -> assertThat(ReliabilityPage.replaced(page, part, "new " + part))
                        .contains("new " + part));
    }

    @Test
    void aPageWithoutTheMarkerIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReliabilityPage.replaced("a", "guards", "b"))
                .withMessage("the page has no place for guards");
    }

    @Test
    void theMutationScoreIsRoundedDown() {
        String xml = "<mutation detected='true' status='KILLED'>\n<mutation detected='true' status='TIMED_OUT'>\n"
                + "<mutation detected='false' status='SURVIVED'>";

        assertThat(ReliabilityPage.mutationScore(xml)).containsExactly("2 of 3 mutants are detected: 66 %.");
    }
}
