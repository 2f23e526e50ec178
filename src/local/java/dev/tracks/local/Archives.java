package dev.tracks.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The archives of a fast package: of JDK 25's kind (JEP 483, JEP 515) or, for older JDKs, of loaded classes alone (JEP 350).
 *
 * @param folder of the package, unpacked
 */
record Archives(Jdk jdk, Path folder) {
    private static final String JAVA = "exec runtime/bin/java";

    /** The package's program, which uses the archives that there are. */
    void writeBootstrap(Path template) throws IOException {
        // JDK 25 has a thread that replays training data, and there is none.
        String archive = jdk.isNewer() ? "-XX:-AOTReplayTraining -XX:AOTCache" : "-XX:SharedArchiveFile";
        // From 24 on the JVM warns of Unsafe (JEP 498), which libraries still use.
        String options = jdk.feature() >= 24 ? "--sun-misc-unsafe-memory-access=allow" : "";
        Path bootstrap = folder.resolve(Unpacked.BOOTSTRAP);
        Files.writeString(
                bootstrap,
                Files.readString(template).replace("@ARCHIVE_OPTIONS@", archive).replace("@JAVA_OPTIONS@", options));
        bootstrap.toFile().setExecutable(true, false);
    }

    Path archive(FunctionName function) {
        return folder.resolve(function + ".archive");
    }

    /** The command of a process that writes the function's archive when it ends. */
    List<String> trainingCommand(FunctionName function) throws IOException {
        // What is compiled first, and how often, was of no use: the quick compiler had more to do at each start.
        String option = jdk.isNewer()
                ? "-XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining -XX:AOTCacheOutput="
                : "-XX:ArchiveClassesAtExit=";
        String bootstrap = Files.readString(folder.resolve(Unpacked.BOOTSTRAP));
        return List.of(
                "sh",
                "-c",
                bootstrap.replace(JAVA, JAVA + " " + option + archive(function).getFileName()));
    }
}
