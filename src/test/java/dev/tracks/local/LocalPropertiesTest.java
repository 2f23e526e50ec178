package dev.tracks.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracks.local.support.LocalCloudException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalPropertiesTest {
    private static LocalOptions options(Map<String, String> values) {
        Properties properties = new Properties();
        properties.putAll(values);
        return new LocalProperties(properties).options();
    }

    @Test
    void withoutOptionsTheDemoRunsADayInTenSeconds() {
        LocalOptions options = options(Map.of("user.dir", "/"));

        assertThat(options.demo()).isTrue();
        assertThat(options.speed()).isEqualByComparingTo("8640");
        assertThat(options.instances()).isEqualTo(2);
        assertThat(options.endpoints().gatewayPort()).isEqualTo(8080);
        assertThat(options.endpoints().awsPort()).isEqualTo(4566);
        assertThat(options.data()).isEmpty();
        assertThat(options.environment()).isEqualTo(Map.of("TRACKS_DELIVERY_HOURS", "00:00-24:00"));
    }

    @Test
    void withoutDemoDataTheClockRunsInRealTime() {
        assertThat(options(Map.of("local.demo", "false")).speed()).isEqualByComparingTo(BigDecimal.ONE);
    }

    @Test
    void eachOptionIsRead(@TempDir Path folder) {
        LocalOptions options = options(Map.of(
                "local.port", "0",
                "local.aws.port", "0",
                "local.basePath", "/hr/tracks",
                "local.cors", "http://localhost:3000,https://portal.example.com",
                "local.instances", "9",
                "local.speed", "0.5",
                "local.hours", "22:00-06:00",
                "local.channel", "ses",
                "local.data", folder.resolve("not/yet/there").toString()));

        assertThat(options.endpoints().gatewayPort()).isZero();
        assertThat(options.endpoints().gateway().basePath()).isEqualTo("/hr/tracks");
        assertThat(options.endpoints().gateway().corsOrigins())
                .containsExactly("http://localhost:3000", "https://portal.example.com");
        assertThat(options.instances()).isEqualTo(9);
        assertThat(options.speed()).isEqualByComparingTo("0.5");
        assertThat(options.environment())
                .containsEntry("TRACKS_DELIVERY_HOURS", "22:00-06:00")
                .containsEntry("TRACKS_CHANNEL", "ses");
        assertThat(options.data()).contains(folder.resolve("not/yet/there"));
        assertThat(options(Map.of("local.channel", "slack")).slack()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "port      | 65536              | a port number",
                "port      | http               | a port number",
                "aws.port  | -1                 | a port number",
                "aws.port  | 8080               | other than -Dlocal.port",
                "basePath  | hr                 | a path such as /hr",
                "channel   | mail               | inbox, ses or slack",
                "cors      | localhost          | origins such as http://localhost:3000",
                "cors      | http://a.example,  | origins such as http://localhost:3000",
                "data      | ''                 | a folder",
                "data      | pom.xml            | a folder",
                "data      | pom.xml/data       | a folder",
                "demo      | no                 | true or false",
                "hours     | 25:00-24:00        | hours such as 08:00-20:00",
                "hours     | 24:00-08:00        | hours such as 08:00-20:00",
                "hours     | 08:00-08:60        | hours such as 08:00-20:00",
                "hours     | 08:00-08:00        | hours such as 08:00-20:00",
                "hours     | 8-20               | hours such as 08:00-20:00",
                "instances | 0                  | a number from 1 to 9",
                "instances | 10                 | a number from 1 to 9",
                "speed     | 0                  | a number above 0 and up to 1000000",
                "speed     | 1000001            | a number above 0 and up to 1000000",
                "speed     | fast               | a number above 0 and up to 1000000"
            })
    void anInvalidOptionIsNamedWithWhatIsExpectedInOneLine(String name, String value, String expected) {
        assertThatThrownBy(() -> options(Map.of("local." + name, value)))
                .isInstanceOf(LocalCloudException.class)
                .message()
                .startsWith("-Dlocal." + name + "=" + value + " must be ")
                .contains(expected)
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"local.prot", "local.baseUrl", "local.Speed"})
    void anUnknownOptionIsNamedWithThoseThatExist(String name) {
        assertThatThrownBy(() -> options(Map.of(name, "1")))
                .isInstanceOf(LocalCloudException.class)
                .hasMessage("-D" + name + " is not an option; the options are -Dlocal.aws.port, -Dlocal.basePath,"
                        + " -Dlocal.channel, -Dlocal.cors, -Dlocal.data, -Dlocal.demo, -Dlocal.hours,"
                        + " -Dlocal.instances, -Dlocal.port, -Dlocal.speed");
    }

    /** As the profile {@code local} does before the build, when no dependency is on the class path. */
    @Test
    void theCheckIsCompiledAndRunsWithNothingButTheJdk(@TempDir Path classes) throws IOException, InterruptedException {
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        LocalPropertiesTest.compilerArguments(classes).toArray(String[]::new));
        assertThat(compiled).isZero();

        Process check = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classes.toString(),
                        "-Dlocal.hours=25:00-24:00",
                        LocalProperties.class.getName())
                .redirectErrorStream(true)
                .start();
        String printed = new String(check.getInputStream().readAllBytes());

        assertThat(printed.lines())
                .containsExactly(
                        "The local cloud cannot start: -Dlocal.hours=25:00-24:00 must be hours such as 08:00-20:00");
        assertThat(check.waitFor()).isEqualTo(1);
        assertThat(Files.exists(classes.resolve("dev/tracks/local/LocalCloud.class")))
                .isFalse();
    }

    private static List<String> compilerArguments(Path classes) {
        return List.of(
                "-proc:none",
                "-cp",
                classes.toString(),
                "-sourcepath",
                Path.of("src", "main", "java") + ":" + Path.of("src", "local", "java"),
                "-d",
                classes.toString(),
                Path.of("src", "local", "java", "dev", "tracks", "local", "LocalProperties.java")
                        .toString());
    }
}
