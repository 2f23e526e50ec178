package dev.tracks.local.lambda;

import dev.tracks.local.support.Resources;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The archive of the libraries' classes (JEP 310) that all JVM functions share: they start in half the time and need a
 * quarter less memory. It stays valid after a rebuild, because it holds none of the functions' own classes. In the
 * first run, without an archive, one process records the classes that it loads; the archive for the next run is made
 * from them.
 *
 * @param archive for these libraries and this JVM
 * @param classPath the libraries, a prefix of the functions' class path
 */
record SharedClasses(Path archive, List<Path> classPath) {
    private static final int DUMP_SECONDS = 120;

    /** The JVM's options; if it cannot use the archive, it runs without. */
    List<String> options(FunctionName function) {
        if (Files.exists(archive)) {
            return List.of("-Xshare:auto", "-XX:SharedArchiveFile=" + archive);
        }
        return function == FunctionName.API
                ? List.of("-Xshare:auto", "-XX:DumpLoadedClassList=" + notes())
                : List.of("-Xshare:auto");
    }

    private Path notes() {
        return archive.resolveSibling("loaded.txt");
    }

    /** Makes the archive if it is missing. A failure is harmless. */
    void archive(Resources open) {
        if (Files.exists(archive) || !Files.exists(notes())) {
            return;
        }
        Path temporary = archive.resolveSibling("new-" + ProcessHandle.current().pid() + ".jsa");
        try {
            Process dump = open.add(new Child(dump(temporary))).process();
            if (dump.waitFor(DUMP_SECONDS, TimeUnit.SECONDS) && dump.exitValue() == 0) {
                Files.move(temporary, archive, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.deleteIfExists(temporary);
            Files.deleteIfExists(notes());
        } catch (IOException e) {
            System.err.println("Local cloud: functions start slower without an archive of classes: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** With low priority: people wait for the functions, not for this. */
    private Process dump(Path target) throws IOException {
        String notes = Files.readString(notes());
        Path whole = Files.writeString(notes(), notes.substring(0, notes.lastIndexOf('\n') + 1));
        return new ProcessBuilder(
                        "nice",
                        Deployment.java(),
                        "-XX:+UseSerialGC",
                        "-Xshare:dump",
                        "-XX:SharedClassListFile=" + whole,
                        "-XX:SharedArchiveFile=" + target,
                        "-cp",
                        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Ends with the local cloud. */
    private record Child(Process process) implements AutoCloseable {
        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
