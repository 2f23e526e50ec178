package dev.tracks.local;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The options of a local cloud.
 *
 * @param data the folder for all data; if empty, a temporary one that is removed on close
 * @param demo whether to load the demo data
 * @param instances of each function
 * @param speed how much faster than the real clock that of the local cloud runs
 * @param environment variables of the functions, which override the local defaults
 * @param slack whether messages go to the Slack emulator, which also sends clicks
 * @param zip the packaged functions, JVM or native
 */
public record LocalOptions(
        Ports ports,
        Optional<Path> data,
        boolean demo,
        int instances,
        BigDecimal speed,
        Map<String, String> environment,
        boolean slack,
        Path zip) {

    /**
     * The ports of a local cloud; 0 = any free one.
     *
     * @param gateway of the console and API
     * @param aws of the AWS endpoint
     */
    public record Ports(int gateway, int aws) {}

    /** For tests: any ports, a temporary folder, no demo data, two instances, real time. */
    public static LocalOptions defaults() {
        return new LocalOptions(
                new Ports(0, 0),
                Optional.empty(),
                false,
                2,
                BigDecimal.ONE,
                Map.of(),
                false,
                Path.of("target", "function.zip"));
    }

    public LocalOptions withPorts(int gateway, int aws) {
        return new LocalOptions(new Ports(gateway, aws), data, demo, instances, speed, environment, slack, zip);
    }

    public LocalOptions withData(Path folder) {
        return new LocalOptions(ports, Optional.of(folder), demo, instances, speed, environment, slack, zip);
    }

    public LocalOptions withDemo(boolean wanted) {
        return new LocalOptions(ports, data, wanted, instances, speed, environment, slack, zip);
    }

    public LocalOptions withInstances(int count) {
        return new LocalOptions(ports, data, demo, count, speed, environment, slack, zip);
    }

    public LocalOptions withSpeed(BigDecimal times) {
        return new LocalOptions(ports, data, demo, instances, times, environment, slack, zip);
    }

    public LocalOptions withEnvironment(Map<String, String> variables) {
        return new LocalOptions(ports, data, demo, instances, speed, Map.copyOf(variables), slack, zip);
    }

    public LocalOptions withZip(Path file) {
        return new LocalOptions(ports, data, demo, instances, speed, environment, slack, file);
    }

    public LocalOptions withSlack(boolean wanted) {
        return new LocalOptions(ports, data, demo, instances, speed, environment, wanted, zip);
    }
}
