package dev.tracks.smoke;

import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * {@code mvn -Psmoke -Dsmoke.url=… -Dsmoke.token=…}: checks a deployment. Not named like a test, so that other builds do
 * not run it.
 */
class DeploymentSmoke {
    @Test
    void theDeploymentWorks() {
        Map<String, String> properties = System.getProperties().stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, System::getProperty));

        String run = "smoke-" + UUID.randomUUID().toString().substring(0, 13);
        new DeploymentCheck(SmokeOptions.of(properties), run, InstantSource.system(), System.out::println).run();
    }
}
