package dev.tracks.local;

import dev.tracks.local.gateway.GatewayOptions;
import dev.tracks.local.support.LocalCloudException;
import dev.tracks.local.support.ProjectFolder;
import dev.tracks.local.support.Resources;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** {@code mvn -Plocal}: the local cloud in Maven's own process, until Ctrl-C. */
public final class Main {
    private static final int GATEWAY_PORT = 8080;
    private static final int AWS_PORT = 4566;
    /** A day in ten seconds: the demo's steps wait for days. */
    private static final String DEMO_SPEED = "8640";
    /** A year in half a minute. At higher speeds, a request would take days. */
    private static final BigDecimal HIGHEST_SPEED = new BigDecimal(1_000_000);

    private static final AtomicBoolean STOPPING = new AtomicBoolean();

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        Resources open = new Resources();
        Runtime.getRuntime().addShutdownHook(new Thread(open::close, "local-cloud-shutdown"));
        try {
            LocalCloud cloud = LocalCloud.start(options(), open, Main::stop);
            System.out.println("AWS endpoint: " + cloud.aws());
            System.out.println("Logs: " + cloud.logs());
            System.out.println("Clock: " + cloud.clock());
            System.out.println("Ready: " + cloud.publicUrl());
        } catch (LocalCloudException e) {
            System.err.println("The local cloud cannot start: " + e.getMessage());
            System.exit(1);
        }
        new CountDownLatch(1).await();
    }

    /** On its own thread: the failing thread may hold a lock that {@code open} waits for. */
    private static void stop(LocalCloudException failure) {
        if (STOPPING.compareAndSet(false, true)) {
            System.err.println("The local cloud stops: " + failure.getMessage());
            new Thread(() -> System.exit(1), "local-cloud-stop").start();
        }
    }

    private static LocalOptions options() {
        boolean demo = !"false".equals(System.getProperty("local.demo"));
        LocalOptions options = LocalOptions.defaults()
                .withZip(ProjectFolder.find().resolve(Path.of("target", "function.zip")))
                .withPorts(port("local.port", GATEWAY_PORT), port("local.aws.port", AWS_PORT))
                .withGateway(new GatewayOptions(basePath(), corsOrigins()))
                .withDemo(demo)
                .withInstances(instances())
                .withSpeed(speed(demo ? DEMO_SPEED : "1"))
                .withEnvironment(environment())
                .withSlack("slack".equals(System.getProperty("local.channel")));
        return Optional.ofNullable(System.getProperty("local.data"))
                .map(data -> options.withData(Path.of(data)))
                .orElse(options);
    }

    private static String basePath() {
        String path = System.getProperty("local.basePath", "");
        if (!path.matches("(/[A-Za-z0-9._~-]+)*")) {
            throw new LocalCloudException("-Dlocal.basePath=" + path + " must have the form /hr");
        }
        return path;
    }

    private static List<String> corsOrigins() {
        String origins = System.getProperty("local.cors", "");
        if (!origins.matches("(https?://[a-z0-9.-]+(:\\d{1,5})?(,|$))*")) {
            throw new LocalCloudException(
                    "-Dlocal.cors=" + origins + " must be origins such as http://localhost:3000, separated by commas");
        }
        return origins.isEmpty() ? List.of() : List.of(origins.split(","));
    }

    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(channel());
        String hours = System.getProperty("local.hours", "00:00-24:00");
        if (!hours.matches("\\d\\d:\\d\\d-\\d\\d:\\d\\d")) {
            throw new LocalCloudException("-Dlocal.hours=" + hours + " must have the form 08:00-20:00");
        }
        environment.put("TRACKS_DELIVERY_HOURS", hours);
        return environment;
    }

    /** Messages use the named channel with its emulator, or else go directly to the inbox. */
    private static Map<String, String> channel() {
        String name = System.getProperty("local.channel", "inbox");
        return switch (name) {
            case "inbox", "slack" -> Map.of();
            case "ses" -> Map.of("TRACKS_CHANNEL", name, "TRACKS_SES_FROM", "Tracks <tracks@example.com>");
            default -> throw new LocalCloudException("-Dlocal.channel=" + name + " must be inbox, ses or slack");
        };
    }

    private static BigDecimal speed(String fallback) {
        String value = System.getProperty("local.speed", fallback);
        if (!value.matches("\\d{1,7}(\\.\\d{1,3})?")
                || new BigDecimal(value).signum() == 0
                || new BigDecimal(value).compareTo(HIGHEST_SPEED) > 0) {
            throw new LocalCloudException(
                    "-Dlocal.speed=" + value + " must be a number above 0 and up to " + HIGHEST_SPEED);
        }
        return new BigDecimal(value);
    }

    private static int instances() {
        String value = System.getProperty("local.instances", "2");
        if (!value.matches("[1-9]")) {
            throw new LocalCloudException("-Dlocal.instances=" + value + " must be a number from 1 to 9");
        }
        return Integer.parseInt(value);
    }

    private static int port(String property, int fallback) {
        String value = System.getProperty(property, String.valueOf(fallback));
        if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > 65_535) {
            throw new LocalCloudException("-D" + property + "=" + value + " must be a port number");
        }
        return Integer.parseInt(value);
    }
}
