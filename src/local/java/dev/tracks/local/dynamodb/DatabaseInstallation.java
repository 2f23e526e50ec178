package dev.tracks.local.dynamodb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The database's program with its npm packages, prepared in {@code target/database}. Packages are installed only if
 * the lock file has changed. A file lock serializes concurrent Maven processes.
 */
final class DatabaseInstallation {

    private static final List<String> INSTALL =
            List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error");
    private static final int INSTALL_MINUTES = 5;

    private DatabaseInstallation() {}

    /**
     * Brings {@code target/database} up to date.
     *
     * @return the folder in which {@code node server.mjs} runs
     * @throws IllegalStateException if npm is missing or fails; the message has its output
     */
    static synchronized Path prepare() {
        Path project = projectFolder();
        Path target = project.resolve("target/database");
        try {
            Files.createDirectories(target);
            try (var channel = FileChannel.open(
                            target.resolve("install.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                copyProgram(project.resolve("src/local/database"), target);
                installPackages(target);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return target;
    }

    /** The folder with {@code pom.xml} above the compiled classes: {@code exec:java} sets no class path. */
    private static Path projectFolder() {
        try {
            var source = DatabaseInstallation.class.getProtectionDomain().getCodeSource();
            Path folder = Path.of(source.getLocation().toURI());
            while (folder != null && !Files.exists(folder.resolve("pom.xml"))) {
                folder = folder.getParent();
            }
            if (folder == null) {
                throw new IllegalStateException("No pom.xml above " + source.getLocation());
            }
            return folder;
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void copyProgram(Path source, Path target) throws IOException {
        Path packages = source.resolve("node_modules");
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(file -> !file.startsWith(packages) && Files.isRegularFile(file))
                    .toList()) {
                Path copy = target.resolve(source.relativize(file));
                if (!Files.exists(copy) || Files.mismatch(file, copy) >= 0) {
                    Files.createDirectories(copy.getParent());
                    Path fresh = copy.resolveSibling(copy.getFileName() + ".new");
                    Files.copy(file, fresh, StandardCopyOption.REPLACE_EXISTING);
                    Files.move(fresh, copy, StandardCopyOption.ATOMIC_MOVE);
                }
            }
        }
    }

    private static void installPackages(Path target) throws IOException {
        Path wanted = target.resolve("package-lock.json");
        Path installed = target.resolve("installed-lock.json");
        if (Files.exists(installed) && Files.mismatch(wanted, installed) < 0) {
            return;
        }
        Files.deleteIfExists(installed);
        Path output = target.resolve("install.log");
        Process npm = new ProcessBuilder(INSTALL)
                .directory(target.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!succeeds(npm)) {
            throw new IllegalStateException("npm ci of the local database failed: " + Files.readString(output));
        }
        Files.copy(wanted, installed, StandardCopyOption.REPLACE_EXISTING);
    }

    private static boolean succeeds(Process process) {
        try {
            return process.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            process.destroy();
        }
    }
}
