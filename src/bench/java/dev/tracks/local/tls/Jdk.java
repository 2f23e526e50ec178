package dev.tracks.local.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * An installed JDK.
 *
 * @param version from its file {@code release}
 */
public record Jdk(Path home, String version) {
    /** The version of the template's managed runtime, {@code java25}. */
    private static final int NEWER = 25;

    /** The JDK that runs this program. */
    public static Jdk running() {
        return new Jdk(Path.of(System.getProperty("java.home")), System.getProperty("java.version"));
    }

    /**
     * The given JDK, or one from the environment ({@code JAVA_HOME_25…}), or one beside the JDK that runs this
     * program.
     */
    public static Optional<Jdk> newer(Optional<Path> given) {
        if (running().isNewer()) {
            return Optional.empty();
        }
        if (given.isPresent()) {
            return Optional.of(at(given.get())
                    .orElseThrow(() -> new IllegalArgumentException("there is no JDK in " + given.get())));
        }
        Stream<Path> named = System.getenv().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("JAVA_HOME_" + NEWER))
                .map(entry -> Path.of(entry.getValue()));
        return Stream.concat(named, beside(running().home()))
                .flatMap(home -> at(home).stream())
                .filter(Jdk::isNewer)
                .min(Comparator.comparingInt(Jdk::feature));
    }

    /** The given JDK, or one of version 25 or later, or the one that runs this program. */
    public static Jdk best(Optional<Path> given) {
        return newer(given).orElseGet(Jdk::running);
    }

    public Path java() {
        return program("java");
    }

    Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    private boolean isNewer() {
        return feature() >= NEWER;
    }

    public int feature() {
        return Integer.parseInt(version.split("[.+-]")[0]);
    }

    private static Stream<Path> beside(Path home) {
        try (Stream<Path> siblings = Files.list(home.toRealPath().getParent())) {
            return siblings.sorted().toList().stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static Optional<Jdk> at(Path home) {
        Path release = home.resolve("release");
        if (!Files.isReadable(release)
                || !Files.isExecutable(home.resolve("bin").resolve("java"))) {
            return Optional.empty();
        }
        try (var reader = Files.newBufferedReader(release)) {
            Properties properties = new Properties();
            properties.load(reader);
            String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
            return version.isEmpty() ? Optional.empty() : Optional.of(new Jdk(home, version));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
