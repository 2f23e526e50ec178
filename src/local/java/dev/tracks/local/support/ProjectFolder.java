package dev.tracks.local.support;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder with {@code pom.xml} above these classes; Maven may have been started elsewhere. */
public final class ProjectFolder {
    private ProjectFolder() {}

    public static Path find() {
        Path folder = codeOf(ProjectFolder.class);
        while (folder != null && !Files.exists(folder.resolve("pom.xml"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new LocalCloudException("No pom.xml above " + codeOf(ProjectFolder.class));
        }
        return folder;
    }

    /** The jar or folder that contains a class: under exec:java, java.class.path is Maven's own. */
    public static Path codeOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
