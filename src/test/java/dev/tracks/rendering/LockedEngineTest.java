package dev.tracks.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tracks.domain.message.MessageTemplate;
import io.quarkus.qute.Engine;
import io.quarkus.qute.Expression;
import io.quarkus.qute.NamespaceResolver;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.ValueResolvers.MapperResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Even if an admin's text reached Qute's parser, there would be nothing that it could ask for. */
class LockedEngineTest {
    private final LockedEngine locked = new LockedEngine();
    private final Engine engine = locked.engine();

    @Test
    void theEngineResolvesNamesInTheGivenDataAndNothingElse() {
        assertThat(engine.getValueResolvers()).hasSize(1).first().isInstanceOf(MapperResolver.class);
        assertThat(engine.getSectionHelperFactories()).isEmpty();
        assertThat(engine.getResultMappers()).isEmpty();
        assertThat(engine.locate("anything")).isEmpty();
    }

    @Test
    void theOnlyNamespaceIsTheGivenData() {
        assertThat(engine.getNamespaceResolvers())
                .extracting(NamespaceResolver::getNamespace)
                .containsExactly("data");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{config:quarkus.banner.enabled}",
                "{config:property('user.home')}",
                "{inject:engine}",
                "{cdi:engine}",
                "{vertx:x}",
                "{str:eval('x')}",
                "{msg:hello}"
            })
    void aNamespaceOfTheInjectedEngineIsUnknownHere(String attack) {
        assertThatExceptionOfType(TemplateException.class)
                .isThrownBy(() -> engine.parse(attack).data("user", "Ada").render())
                .withMessageContaining("No namespace resolver");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{user.class}",
                "{user.length}",
                "{user.getBytes()}",
                "{user.toLowerCase}",
                "{user ?: 'x'}",
                "{user + 'x'}",
                "{this}",
                "{manager}"
            })
    void aValueHasNoPropertiesMethodsOrOperators(String attack) {
        assertThatExceptionOfType(TemplateException.class)
                .isThrownBy(() -> engine.parse(attack).data("user", "Ada").render());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{#for i in 9}x{/for}", "{#each user}{/each}", "{#if user}{/if}", "{#include x /}", "{#eval x /}"
            })
    void thereAreNoSections(String attack) {
        assertThatExceptionOfType(TemplateException.class)
                .isThrownBy(() -> engine.parse(attack))
                .withMessageContaining("no section helper found");
    }

    @Test
    void quteSeesThePlaceholdersOfATextAndNoOtherExpression() {
        MessageTemplate template = MessageTemplate.parse("{config:x}|}{track}{|{{user}}|}{#for}{cdi:x}\\{{manager}}{|");
        assertThat(locked.parse(template).getExpressions())
                .extracting(Expression::toOriginalString)
                .containsExactlyInAnyOrder("user", "manager");
    }
}
