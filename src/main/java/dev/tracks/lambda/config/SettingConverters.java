package dev.tracks.lambda.config;

import dev.tracks.domain.message.DeliveryHours;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.spi.Converter;

/**
 * Convert settings from text; each error says what was expected. Nested classes are public, because SmallRye Config
 * creates them.
 */
final class SettingConverters {
    private SettingConverters() {}

    public static final class DurationConverter implements Converter<Duration> {
        @Override
        public Duration convert(String text) {
            return converted(text, "an ISO-8601 duration such as PT5S, not negative", DurationConverter::parse);
        }

        private static Duration parse(String text) {
            Duration duration = Duration.parse(text);
            if (duration.isNegative()) {
                throw new IllegalArgumentException("negative");
            }
            return duration;
        }
    }

    /** SmallRye's own converter reads every other text as false. */
    public static final class FlagConverter implements Converter<Boolean> {
        @Override
        public Boolean convert(String text) {
            return converted(text, "true or false", FlagConverter::parse);
        }

        private static boolean parse(String text) {
            if (!text.equals("true") && !text.equals("false")) {
                throw new IllegalArgumentException(text);
            }
            return text.equals("true");
        }
    }

    public static final class ZoneConverter implements Converter<ZoneId> {
        @Override
        public ZoneId convert(String text) {
            return converted(text, "a time zone such as Europe/Berlin", ZoneId::of);
        }
    }

    public static final class DeliveryHoursConverter implements Converter<DeliveryHours> {
        @Override
        public DeliveryHours convert(String text) {
            return converted(text, "hours such as 08:00-20:00 or 00:00-24:00", DeliveryHours::parse);
        }
    }

    public static final class ClockConverter implements Converter<ScaledClock> {
        @Override
        public ScaledClock convert(String text) {
            return converted(
                    text,
                    "realAnchor;virtualAnchor;speed: two ISO-8601 instants and a positive number",
                    ScaledClock::parse);
        }
    }

    public static final class HttpUriConverter implements Converter<URI> {
        @Override
        public URI convert(String text) {
            return converted(text, "an http address", SettingConverters::httpUri);
        }
    }

    public static final class OriginsConverter implements Converter<SignInSettings.Origins> {
        @Override
        public SignInSettings.Origins convert(String text) {
            return converted(text, "http addresses, separated by blanks", OriginsConverter::parse);
        }

        private static SignInSettings.Origins parse(String text) {
            return new SignInSettings.Origins(Stream.of(text.split("\\s+"))
                    .map(SettingConverters::httpUri)
                    .toList());
        }
    }

    public static final class ParametersConverter implements Converter<SignInSettings.Parameters> {
        /** The parameters that the console sets itself (RFC 6749, RFC 7636, OpenID Connect Core); audience has a setting. */
        private static final Set<String> OWN = Set.of(
                "audience",
                "client_id",
                "client_secret",
                "code_challenge",
                "code_challenge_method",
                "nonce",
                "redirect_uri",
                "request",
                "request_uri",
                "response_mode",
                "response_type",
                "scope",
                "state");

        @Override
        public SignInSettings.Parameters convert(String text) {
            return converted(
                    text,
                    "different parameters such as prompt=login&organization=org_1, none of which the console sets itself",
                    ParametersConverter::parse);
        }

        private static SignInSettings.Parameters parse(String text) {
            Map<String, String> values = new TreeMap<>();
            for (String pair : text.split("&", -1)) {
                String[] parts = pair.split("=", 2);
                String name = URLDecoder.decode(parts[0], StandardCharsets.UTF_8);
                boolean valid = parts.length == 2 && !name.isBlank() && !OWN.contains(name);
                if (!valid || values.put(name, URLDecoder.decode(parts[1], StandardCharsets.UTF_8)) != null) {
                    throw new IllegalArgumentException("not a parameter: " + pair);
                }
            }
            return new SignInSettings.Parameters(values);
        }
    }

    private static URI httpUri(String text) {
        URI uri = URI.create(text);
        boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!http || uri.getHost() == null) {
            throw new IllegalArgumentException("not http");
        }
        return uri;
    }

    private static <T> T converted(String text, String expected, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException("(it must be " + expected + ")", e);
        }
    }
}
