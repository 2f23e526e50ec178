package dev.tracks.bench;

import dev.tracks.local.Jdk;
import dev.tracks.local.ManagedRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The functions that there are on this machine, unpacked as Lambda would. */
final class Candidates {
    static final String NODE = "Node.js, SDK v3";
    static final String NATIVE = "native";
    private static final String BOOTSTRAP = "bootstrap";

    private final Path project;
    private final Path work;

    Candidates(Path project, Path work) {
        this.project = project;
        this.work = work;
    }

    /** Ours on each JDK and with each runtime of its own, ours native if given, and the one in Node.js, last. */
    List<Candidate> all(BenchOptions options) throws IOException {
        List<Candidate> all = new ArrayList<>();
        Zip function = new Zip(project.resolve("target/function.zip"));
        all.add(onJvm(function, Jdk.running()));
        var newer = Jdk.newer(options.jdk());
        if (newer.isPresent()) {
            all.add(onJvm(function, newer.get()));
        }
        for (Zip zip : withRuntime()) {
            all.add(ours(zip.file().getFileName().toString(), zip));
        }
        if (options.nativeBootstrap().isPresent()) {
            all.add(ours(NATIVE, nativeZip(options.nativeBootstrap().get())));
        }
        all.add(node());
        return all;
    }

    /** Packages of the build that bring their own way to start. */
    private List<Zip> withRuntime() throws IOException {
        List<Zip> zips = new ArrayList<>();
        try (Stream<Path> files = Files.list(project.resolve("target"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".zip"))
                    .sorted()
                    .toList()) {
                Zip zip = new Zip(file);
                if (zip.has(BOOTSTRAP)) {
                    zips.add(zip);
                }
            }
        }
        return zips;
    }

    /** The packaged function as the template deploys it. */
    Candidate onJvm(Zip zip, Jdk jdk) throws IOException {
        Path folder = zip.unpackedTo(Files.createTempDirectory(work, "jvm"));
        List<String> command = ManagedRuntime.command(jdk.java(), Surroundings.MEMORY_MEGABYTES, work);
        return new Candidate(
                "function.zip, JDK " + jdk.feature(), zip, command, folder, Map.of("_HANDLER", ManagedRuntime.HANDLER));
    }

    private Candidate ours(String name, Zip zip) throws IOException {
        Path folder = zip.unpackedTo(Files.createTempDirectory(work, name));
        List<String> command = List.of(folder.resolve(BOOTSTRAP).toString());
        return new Candidate(name, zip, command, folder, Map.of("_HANDLER", ManagedRuntime.HANDLER));
    }

    private Zip nativeZip(Path bootstrap) throws IOException {
        Path folder = Files.createTempDirectory(work, "native-zip");
        Path program = Files.copy(bootstrap, folder.resolve(BOOTSTRAP));
        return Zip.of(program, folder.resolve("function.zip"));
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
