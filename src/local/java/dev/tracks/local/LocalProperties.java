package dev.tracks.local;

import dev.tracks.domain.message.DeliveryHours;
import dev.tracks.local.gateway.GatewayOptions;
import dev.tracks.local.support.LocalCloudException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The options of {@code mvn -Plocal}: the system properties {@code local.*}. An invalid one is a
 * {@link LocalCloudException} that names it and what is expected.
 *
 * <p>{@link #main} checks them before the build. For this, the profile {@code local} compiles this class alone, so it and
 * what it uses need nothing but the JDK.
 */
public final class LocalProperties {
    private static final String PREFIX = "local.";
    private static final Set<String> NAMES = new TreeSet<>(
            Set.of("aws.port", "basePath", "channel", "cors", "data", "demo", "hours", "instances", "port", "speed"));

    private static final String GATEWAY_PORT = "8080";
    private static final String AWS_PORT = "4566";
    /** A day in ten seconds: the demo's steps wait for days. */
    private static final String DEMO_SPEED = "8640";
    /** A year in half a minute. At higher speeds, a request would take days. */
    private static final BigDecimal HIGHEST_SPEED = new BigDecimal(1_000_000);

    private final Properties properties;

    LocalProperties(Properties properties) {
        this.properties = properties;
    }

    /** Checks the options; ends the process with status 1 after one line if one is invalid. */
    public static void main(String[] args) {
        try {
            new LocalProperties(System.getProperties()).options();
        } catch (LocalCloudException e) {
            System.err.println("The local cloud cannot start: " + e.getMessage());
            System.exit(1);
        }
    }

    /**
     * The options, with the default package.
     *
     * @throws LocalCloudException with one line about the first option that is invalid or unknown
     */
    LocalOptions options() {
        refuseUnknown();
        boolean demo =
                Boolean.parseBoolean(valid("demo", "true", value -> value.matches("true|false"), "true or false"));
        LocalOptions options = LocalOptions.defaults()
                .withPorts(port("port", GATEWAY_PORT), awsPort())
                .withGateway(new GatewayOptions(basePath(), corsOrigins()))
                .withDemo(demo)
                .withInstances(Integer.parseInt(
                        valid("instances", "2", value -> value.matches("[1-9]"), "a number from 1 to 9")))
                .withSpeed(speed(demo ? DEMO_SPEED : "1"))
                .withEnvironment(environment())
                .withSlack("slack".equals(channel()));
        return data().map(options::withData).orElse(options);
    }

    private void refuseUnknown() {
        properties.stringPropertyNames().stream()
                .filter(name -> name.startsWith(PREFIX) && !NAMES.contains(name.substring(PREFIX.length())))
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw new LocalCloudException("-D" + name + " is not an option; the options are -D" + PREFIX
                            + String.join(", -D" + PREFIX, NAMES));
                });
    }

    /** The value of the option; the default if it is not set. */
    private String valid(String name, String fallback, Predicate<String> valid, String expected) {
        String value = properties.getProperty(PREFIX + name, fallback);
        if (!valid.test(value)) {
            throw new LocalCloudException("-D" + PREFIX + name + "=" + value + " must be " + expected);
        }
        return value;
    }

    private int port(String name, String fallback) {
        return Integer.parseInt(valid(
                name,
                fallback,
                value -> value.matches("\\d{1,5}") && Integer.parseInt(value) <= 65_535,
                "a port number, or 0 for any free port"));
    }

    private int awsPort() {
        int other = port("port", GATEWAY_PORT);
        int port = port("aws.port", AWS_PORT);
        valid("aws.port", AWS_PORT, any -> port == 0 || port != other, "other than -Dlocal.port");
        return port;
    }

    private String basePath() {
        return valid("basePath", "", value -> value.matches("(/[A-Za-z0-9._~-]+)*"), "a path such as /hr");
    }

    private List<String> corsOrigins() {
        String origins = valid(
                "cors",
                "",
                value -> value.matches("(https?://[a-z0-9.-]+(:\\d{1,5})?(,(?=.)|$))*"),
                "origins such as http://localhost:3000, separated by commas");
        return origins.isEmpty() ? List.of() : List.of(origins.split(","));
    }

    private BigDecimal speed(String fallback) {
        String expected = "a number above 0 and up to " + HIGHEST_SPEED;
        String number = valid("speed", fallback, value -> value.matches("\\d{1,7}(\\.\\d{1,3})?"), expected);
        BigDecimal speed = new BigDecimal(number);
        valid("speed", number, any -> speed.signum() > 0 && speed.compareTo(HIGHEST_SPEED) <= 0, expected);
        return speed;
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put(
                "TRACKS_DELIVERY_HOURS",
                valid("hours", "00:00-24:00", LocalProperties::areHours, "hours such as 08:00-20:00"));
        if ("ses".equals(channel())) {
            environment.put("TRACKS_CHANNEL", "ses");
            environment.put("TRACKS_SES_FROM", "Tracks <tracks@example.com>");
        }
        return environment;
    }

    /** The rule of the functions, which would not start otherwise. */
    private static boolean areHours(String value) {
        try {
            DeliveryHours.parse(value);
            return true;
        } catch (DateTimeException | IllegalArgumentException e) {
            return false;
        }
    }

    /** Messages use the named channel with its emulator, or else go directly to the inbox. */
    private String channel() {
        return valid("channel", "inbox", value -> value.matches("inbox|ses|slack"), "inbox, ses or slack");
    }

    private Optional<Path> data() {
        return Optional.ofNullable(properties.getProperty(PREFIX + "data"))
                .map(data -> valid("data", data, LocalProperties::isFolder, "a folder, which may be missing"))
                .map(Path::of);
    }

    /** Whether it is a folder into which this process may write, or can become one. */
    private static boolean isFolder(String value) {
        Path path = Path.of(value).toAbsolutePath();
        while (path != null && Files.notExists(path)) {
            path = path.getParent();
        }
        return !value.isBlank() && path != null && Files.isDirectory(path) && Files.isWritable(path);
    }
}
