package dev.tracks.lambda.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracks.Fixtures;
import dev.tracks.MutableClock;
import dev.tracks.usecase.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class StoredSecretTest {
    private final MutableClock clock = new MutableClock(Fixtures.NOW);
    private final Rotating source = new Rotating("one");

    /** A secret that a test rotates, and that counts its reads. */
    private static final class Rotating implements StoredSecret.Source {
        private final List<String> reads = new ArrayList<>();
        private String current;
        private Optional<String> previous = Optional.empty();
        private boolean isDown;

        Rotating(String value) {
            current = value;
        }

        void rotate(String value) {
            previous = Optional.of(current);
            current = value;
        }

        @Override
        public String current() {
            return read("current", current);
        }

        @Override
        public Optional<String> previous() {
            return read("previous", previous);
        }

        private <T> T read(String version, T value) {
            reads.add(version);
            if (isDown) {
                throw new IllegalStateException("no connection");
            }
            return value;
        }
    }

    private Secret secret() {
        return secret(true);
    }

    private Secret secret(boolean acceptsPrevious) {
        return stored(StoredSecretTest::parsed, acceptsPrevious).value("value").orElseThrow();
    }

    private StoredSecret stored(Function<String, Map<String, String>> parser, boolean acceptsPrevious) {
        return new StoredSecret("the secret s1 of TRACKS_X", source, parser, acceptsPrevious, clock);
    }

    private static Map<String, String> parsed(String text) {
        return text.isEmpty() ? Map.of() : Map.of("value", text);
    }

    @Test
    void itIsReadOnceAndThenCachedForFiveMinutes() {
        Secret secret = secret();
        source.rotate("two");
        clock.advance(Duration.ofMinutes(5).minusMillis(1));

        assertThat(secret.value()).isEqualTo("one");
        assertThat(source.reads).containsExactly("current");
    }

    @Test
    void afterFiveMinutesTheNextUseReadsItAgain() {
        Secret secret = secret();
        source.rotate("two");
        clock.advance(Duration.ofMinutes(5));

        assertThat(secret.value()).isEqualTo("two");
        assertThat(secret.value()).isEqualTo("two");
        assertThat(source.reads).containsExactly("current", "current", "previous");
    }

    @Test
    void aRejectedValueIsReplacedAtOnceByTheNewOneAndThePreviousStaysAnAlternative() {
        Secret secret = secret();
        source.rotate("two");

        assertThat(secret.alternatives("one")).containsExactly("two");
        assertThat(secret.value()).isEqualTo("two");
        assertThat(secret.alternatives("two")).containsExactly("one");
    }

    @Test
    void aFreshProcessFindsThePreviousVersion() {
        source.rotate("two");

        assertThat(secret().alternatives("two")).containsExactly("one");
    }

    @Test
    void aPreviousVersionIsNeitherReadNorAnAlternativeIfItIsNotAccepted() {
        Secret secret = secret(false);
        source.rotate("two");

        assertThat(secret.alternatives("one")).containsExactly("two");
        assertThat(secret.alternatives("two")).isEmpty();
        assertThat(source.reads).containsExactly("current", "current");
    }

    @Test
    void aFloodOfRejectionsReadsItOnceInTenSeconds() {
        Secret secret = secret();

        for (int i = 0; i < 30_000; i++) {
            secret.value();
            secret.alternatives("one");
            clock.advance(Duration.ofMillis(1));
        }

        assertThat(source.reads)
                .containsExactly("current", "current", "previous", "current", "previous", "current", "previous");
    }

    @Test
    void aRotationDuringAFloodIsUsedWithinTenSeconds() {
        Secret secret = secret();
        secret.alternatives("one");
        source.rotate("two");

        clock.advance(Duration.ofSeconds(10).minusMillis(1));
        assertThat(secret.alternatives("one")).isEmpty();
        clock.advance(Duration.ofMillis(1));
        assertThat(secret.alternatives("one")).containsExactly("two");
    }

    @Test
    void aRejectionRightAfterARegularReadReadsItAgain() {
        Secret secret = secret();
        clock.advance(Duration.ofMinutes(5));
        secret.value();
        source.rotate("two");

        assertThat(secret.alternatives("one")).containsExactly("two");
    }

    @Test
    void ifItCannotBeReadAgainTheCachedValuesStayAndTheNextReadIsAMinuteLater() {
        Secret secret = secret();
        source.rotate("two");
        source.isDown = true;
        clock.advance(Duration.ofMinutes(5));

        assertThat(secret.value()).isEqualTo("one");
        clock.advance(Duration.ofMinutes(1).minusMillis(1));
        assertThat(secret.value()).isEqualTo("one");
        assertThat(source.reads).containsExactly("current", "current");

        source.isDown = false;
        clock.advance(Duration.ofMillis(1));
        assertThat(secret.value()).isEqualTo("two");
    }

    @Test
    void whileItCannotBeReadRejectionsReadItOnceAMinute() {
        Secret secret = secret();
        source.isDown = true;

        for (int second = 0; second < 120; second++) {
            assertThat(secret.alternatives("one")).isEmpty();
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(source.reads).containsExactly("current", "current", "current");
    }

    @Test
    void aMalformedOrIncompleteNewVersionIsIgnored() {
        Function<String, Map<String, String>> parser = text -> {
            if (text.equals("malformed")) {
                throw new IllegalStateException("it is malformed");
            }
            return parsed(text);
        };
        Secret secret = stored(parser, true).value("value").orElseThrow();

        source.rotate("malformed");
        assertThat(secret.alternatives("one")).isEmpty();
        source.rotate("");
        clock.advance(Duration.ofMinutes(1));
        assertThat(secret.alternatives("one")).isEmpty();
        assertThat(secret.value()).isEqualTo("one");

        source.rotate("malformed");
        source.rotate("four");
        clock.advance(Duration.ofMinutes(1));
        assertThat(secret.alternatives("one")).containsExactly("four");
    }

    @Test
    void anUnreadableSecretStopsTheStartAndIsNamedWithItsSetting() {
        source.isDown = true;

        assertThatThrownBy(this::secret)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the secret s1 of TRACKS_X cannot be read: no connection");
    }

    @Test
    void aValueThatIsMissingDuringInitDoesNotExist() {
        assertThat(stored(StoredSecretTest::parsed, true).value("other")).isEmpty();
    }
}
