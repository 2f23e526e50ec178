package dev.tracks.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.domain.message.MessageTemplate;
import dev.tracks.lambda.config.WiringTest;
import io.quarkus.qute.Engine;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Shows why messages have an engine of their own: the injected engine, in the same process, reads the configuration
 * and calls beans.
 */
@QuarkusTest
@TestProfile(WiringTest.Environment.class)
class InjectedEngineTest {
    @Named("secret")
    @Singleton
    static class Secret {
        public String word() {
            return "xyzzy";
        }
    }

    @Inject
    Engine injected;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{config:['quarkus.banner.enabled']}",
                "{config:property('java.version')}",
                "{inject:secret.word}",
                "{cdi:secret.word()}"
            })
    void whatTheInjectedEngineResolvesStaysLiteralInAMessage(String attack) {
        assertThat(injected.parse(attack).render()).isNotEqualTo(attack).isNotEmpty();

        assertThat(new QuteMessageRenderer()
                        .render(MessageTemplate.parse(attack), Map.of(), MessageTemplate.MESSAGE_MAX))
                .isEqualTo(attack);
    }
}
