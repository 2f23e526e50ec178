package dev.tracks.local;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** {@code mvn -Plocal}: the local cloud in Maven's own process, until Ctrl-C. */
public final class Main {
    private static final int GATEWAY_PORT = 8080;
    private static final int AWS_PORT = 4566;

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        Resources open = new Resources();
        Runtime.getRuntime().addShutdownHook(new Thread(open::close, "local-cloud-shutdown"));
        try {
            LocalCloud cloud = LocalCloud.start(options(), open);
            System.out.println("AWS endpoint: " + cloud.aws());
            System.out.println("Logs: " + cloud.logs());
            System.out.println("Ready: " + cloud.gateway());
        } catch (LocalCloudException e) {
            System.err.println("The local cloud cannot start: " + e.getMessage());
            System.exit(1);
        }
        new CountDownLatch(1).await();
    }

    private static LocalOptions options() {
        if (!"1".equals(System.getProperty("local.speed", "1"))) {
            throw new LocalCloudException("-Dlocal.speed: time passes at speed 1 only");
        }
        LocalOptions options = LocalOptions.defaults()
                .withZip(ProjectFolder.find().resolve(Path.of("target", "function.zip")))
                .withPorts(port("local.port", GATEWAY_PORT), port("local.aws.port", AWS_PORT))
                .withDemo(!"false".equals(System.getProperty("local.demo")));
        return Optional.ofNullable(System.getProperty("local.data"))
                .map(data -> options.withData(Path.of(data)))
                .orElse(options);
    }

    private static int port(String property, int fallback) {
        String value = System.getProperty(property, String.valueOf(fallback));
        if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > 65_535) {
            throw new LocalCloudException("-D" + property + "=" + value + " is no port");
        }
        return Integer.parseInt(value);
    }
}
