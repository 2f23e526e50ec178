package dev.tracks.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class BenchOptionsTest {
    @Test
    void anUnknownPartIsRefusedBeforeAnythingIsMeasured() {
        assertThat(BenchOptions.parts("cold, load")).containsExactly("cold", "load");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BenchOptions.parts("cold,lod"))
                .withMessageContaining("lod");
    }

    @Test
    void thePageAloneIsWrittenOnlyIfNothingIsMeasured() {
        assertThat(BenchOptions.parts("page")).containsExactly("page");
        assertThatIllegalArgumentException().isThrownBy(() -> BenchOptions.parts("page,load"));
    }
}
