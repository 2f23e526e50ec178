package dev.tracks.bench;

import dev.tracks.local.lambda.ManagedRuntime;
import dev.tracks.local.tls.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The functions that this machine can run, unpacked as on Lambda. */
final class Candidates {
    static final String NODE = "Node.js, SDK v3";
    static final String NATIVE = "native";
    static final String BEFORE = "before";
    static final String FUNCTION = "function.zip";
    static final String BOOTSTRAP = "bootstrap";
    /** What README recommends for the JVM package, whose start needs the processor time. */
    private static final int MEGABYTES_TO_START = 1024;

    private final Path project;
    private final Path work;

    Candidates(Path project, Path work) {
        this.project = project;
        this.work = work;
    }

    /** Ours on each JDK, with the previous version if given; ours native if given; and last the one in Node.js. */
    List<Candidate> all(BenchOptions options) throws IOException {
        List<Candidate> all = new ArrayList<>();
        Zip function = new Zip(project.resolve("target").resolve(FUNCTION));
        List<Jdk> jdks = new ArrayList<>(List.of(Jdk.running()));
        Jdk.newer(options.jdk()).ifPresent(jdks::add);
        for (Jdk jdk : jdks) {
            all.add(onJvm(FUNCTION, function, jdk, MEGABYTES_TO_START));
            if (options.before().isPresent()) {
                all.add(onJvm(BEFORE, new Zip(options.before().get()), jdk, MEGABYTES_TO_START));
            }
        }
        if (options.nativeBootstrap().isPresent()) {
            all.add(ours(nativeZip(options.nativeBootstrap().get())));
        }
        all.add(node());
        return all;
    }

    /** A packaged function on the managed runtime of a JDK, with the limits that the runtime sets for that memory. */
    Candidate onJvm(String name, Zip zip, Jdk jdk, int megabytes) throws IOException {
        Path folder = zip.unpackedTo(Files.createTempDirectory(work, "jvm"));
        List<String> command = ManagedRuntime.command(jdk.java(), megabytes, work);
        return new Candidate(
                name + ", JDK " + jdk.feature(), zip, command, folder, Map.of("_HANDLER", ManagedRuntime.HANDLER));
    }

    private Candidate ours(Zip zip) throws IOException {
        Path folder = zip.unpackedTo(Files.createTempDirectory(work, NATIVE));
        List<String> command = List.of(folder.resolve(BOOTSTRAP).toString());
        return new Candidate(NATIVE, zip, command, folder, Map.of("_HANDLER", ManagedRuntime.HANDLER));
    }

    private Zip nativeZip(Path bootstrap) throws IOException {
        Path folder = Files.createTempDirectory(work, "native-zip");
        Path program = Files.copy(bootstrap, folder.resolve(BOOTSTRAP));
        return Zip.of(program, folder.resolve(FUNCTION));
    }

    private Candidate node() throws IOException {
        Path source = project.resolve("src/bench/node");
        Path folder = Files.createTempDirectory(work, "node");
        Programs.run(project, "node", source.resolve("build.mjs").toString(), folder.toString());
        Zip zip = Zip.of(folder.resolve("index.js"), work.resolve("node.zip"));
        List<String> command =
                List.of("node", source.resolve("runtime.mjs").toAbsolutePath().toString());
        return new Candidate(NODE, zip, command, folder, Map.of("_HANDLER", "index.handler"));
    }
}
