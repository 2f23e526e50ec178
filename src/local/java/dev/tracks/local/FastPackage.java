package dev.tracks.local;

import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code mvn package -Pfast}: makes a package for {@code provided.al2023} of {@code function.zip}, with a Java of its own and
 * archives of the classes that a real enrollment loads (docs/decisions, 0017). It takes {@code function.zip}'s place, for the
 * template, the local cloud and the tests. With {@code -Dfast.beside=true} {@code function.zip} stays, and {@code
 * function-fast.zip} is put beside it, for the benchmark.
 */
public final class FastPackage {
    /** What the program, the SDK and TLS use of Java. */
    private static final String MODULES = String.join(
            ",",
            "java.base",
            "java.logging",
            "java.management",
            "java.naming",
            "java.net.http",
            "java.xml",
            "jdk.crypto.ec",
            "jdk.unsupported",
            "jdk.zipfs");

    private final Path project;
    private final Path target;
    private final Path folder;
    private final Jdk jdk;

    private FastPackage(Path project, Jdk jdk) {
        this.project = project;
        this.target = project.resolve("target");
        this.folder = target.resolve("fast");
        this.jdk = jdk;
    }

    /** Takes the JDK to be shipped from {@code -Dfast.jdk}; else one from 25 on if there is one, else the one that runs. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Optional<Path> given = Optional.ofNullable(System.getProperty("fast.jdk"))
                .filter(path -> !path.isBlank())
                .map(Path::of);
        new FastPackage(ProjectFolder.find(), Jdk.best(given)).make();
        System.exit(0); // The database's threads are not waited for.
    }

    private void make() throws IOException, InterruptedException {
        System.out.println("Packing Java " + jdk.version() + " and the program, and training an archive");
        if (FastZip.is(target.resolve("function.zip"))) {
            throw new IOException("target/function.zip is a fast package already: build it anew");
        }
        if (Files.exists(folder)) {
            Folders.delete(folder);
        }
        Files.createDirectories(folder);
        new FastJars(standIns()).write(target.resolve("function.zip"), folder);
        runtime();
        Archives archives = new Archives(jdk, folder);
        archives.writeBootstrap(source("bootstrap"));
        sameTime();
        new Training(archives, target.resolve("fast-certificates"), target.resolve("fast.log")).run();
        sameTime();
        Path zip = target.resolve("function-fast.zip");
        FastZip.write(folder, zip);
        if (!Boolean.getBoolean("fast.beside")) {
            Files.copy(zip, target.resolve("function.zip"), StandardCopyOption.REPLACE_EXISTING);
        }
        System.out.printf("%s: %d MB%n", zip.getFileName(), Files.size(zip) >> 20);
    }

    private Path source(String name) {
        return project.resolve(Path.of("src", "local", "fast", name));
    }

    /** The compiled classes that stand in for others. */
    private Path standIns() throws IOException, InterruptedException {
        Path classes = target.resolve("fast-classes");
        Processes.run(List.of(
                Jdk.running().program("javac").toString(),
                "--release",
                "17",
                "-cp",
                ProjectFolder.codeOf(ObjectMapper.class) + File.pathSeparator + ProjectFolder.codeOf(Version.class),
                "-d",
                classes.toString(),
                source("JodaModule.java").toString(),
                source("JVMUnsafeWarningsControl.java").toString()));
        return classes;
    }

    private void runtime() throws IOException, InterruptedException {
        Processes.run(List.of(
                jdk.program("jlink").toString(),
                "--add-modules",
                MODULES,
                "--strip-java-debug-attributes",
                "--no-man-pages",
                "--no-header-files",
                "--output",
                folder.resolve("runtime").toString()));
        if (!jdk.isNewer()) {
            // An archive of an older JVM stands on one of the JDK's own classes.
            Processes.run(List.of(
                    folder.resolve(Path.of("runtime", "bin", "java")).toString(), "-Xshare:dump", "-XX:+UseSerialGC"));
        }
    }

    /** The JVM uses an archive only beside files as old as those that it was made with, and a zip knows even seconds. */
    private void sameTime() throws IOException {
        FileTime time = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, time);
            }
        }
    }
}
