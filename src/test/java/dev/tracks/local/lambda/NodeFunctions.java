package dev.tracks.local.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Zips with a {@code bootstrap} of the tests: they start quickly and do what their events request. */
public final class NodeFunctions {
    private NodeFunctions() {}

    public static Path zip(Path folder) throws IOException {
        try (InputStream bootstrap = NodeFunctions.class.getResourceAsStream("/local/bootstrap")) {
            return zip(folder, bootstrap.readAllBytes());
        }
    }

    static Path zip(Path folder, String bootstrap) throws IOException {
        return zip(folder, bootstrap.getBytes(StandardCharsets.UTF_8));
    }

    private static Path zip(Path folder, byte[] bootstrap) throws IOException {
        Path zip = folder.resolve("function.zip");
        try (OutputStream file = Files.newOutputStream(zip);
                ZipOutputStream out = new ZipOutputStream(file)) {
            out.putNextEntry(new ZipEntry("bootstrap"));
            out.write(bootstrap);
        }
        return zip;
    }
}
