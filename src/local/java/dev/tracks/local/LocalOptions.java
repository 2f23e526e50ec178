package dev.tracks.local;

import dev.tracks.local.gateway.GatewayOptions;
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
        Endpoints endpoints,
        Optional<Path> data,
        boolean demo,
        int instances,
        BigDecimal speed,
        Map<String, String> environment,
        boolean slack,
        Path zip) {

    /**
     * The HTTP API and the AWS endpoint. Port 0 = any free one.
     *
     * @param gatewayPort of the console and API
     * @param awsPort of the AWS endpoint
     * @param gateway the options of the HTTP API
     */
    public record Endpoints(int gatewayPort, int awsPort, GatewayOptions gateway) {}

    /** For tests: any ports, a temporary folder, no demo data, two instances, real time. */
    public static LocalOptions defaults() {
        return new LocalOptions(
                new Endpoints(0, 0, GatewayOptions.DEFAULT),
                Optional.empty(),
                false,
                2,
                BigDecimal.ONE,
                Map.of(),
                false,
                Path.of("target", "function.zip"));
    }

    public LocalOptions withPorts(int gateway, int aws) {
        return new LocalOptions(
                new Endpoints(gateway, aws, endpoints.gateway()),
                data,
                demo,
                instances,
                speed,
                environment,
                slack,
                zip);
    }

    public LocalOptions withGateway(GatewayOptions gateway) {
        Endpoints changed = new Endpoints(endpoints.gatewayPort(), endpoints.awsPort(), gateway);
        return new LocalOptions(changed, data, demo, instances, speed, environment, slack, zip);
    }

    public LocalOptions withData(Path folder) {
        return new LocalOptions(endpoints, Optional.of(folder), demo, instances, speed, environment, slack, zip);
    }

    public LocalOptions withDemo(boolean wanted) {
        return new LocalOptions(endpoints, data, wanted, instances, speed, environment, slack, zip);
    }

    public LocalOptions withInstances(int count) {
        return new LocalOptions(endpoints, data, demo, count, speed, environment, slack, zip);
    }

    public LocalOptions withSpeed(BigDecimal times) {
        return new LocalOptions(endpoints, data, demo, instances, times, environment, slack, zip);
    }

    public LocalOptions withEnvironment(Map<String, String> variables) {
        return new LocalOptions(endpoints, data, demo, instances, speed, Map.copyOf(variables), slack, zip);
    }

    public LocalOptions withZip(Path file) {
        return new LocalOptions(endpoints, data, demo, instances, speed, environment, slack, file);
    }

    public LocalOptions withSlack(boolean wanted) {
        return new LocalOptions(endpoints, data, demo, instances, speed, environment, wanted, zip);
    }
}
