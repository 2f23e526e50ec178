package dev.tracks.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.local.support.ProjectFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

class FunctionZipIT {
    /** The HTTP clients that each SDK client brings unless {@code pom.xml} excludes them. */
    private static final Pattern OTHER_HTTP_CLIENTS =
            Pattern.compile("lib/(io\\.netty|org\\.apache\\.httpcomponents|.*\\.(netty-nio|apache5?)-client).*");

    @Test
    void theSdkHasNoSecondHttpClient() throws IOException {
        Path zip = ProjectFolder.find().resolve(Path.of("target", "function.zip"));
        try (ZipFile file = new ZipFile(zip.toFile())) {
            assertThat(file.stream().map(ZipEntry::getName))
                    .isNotEmpty()
                    .noneMatch(OTHER_HTTP_CLIENTS.asMatchPredicate());
        }
    }
}
