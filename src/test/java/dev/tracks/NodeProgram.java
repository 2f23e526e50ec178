package dev.tracks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Node program that tests use, such as a linter: a folder of {@code src/test} with a lock file, copied to
 * {@code target/node}. Its packages are installed when the lock file has changed, from npm's cache if they are there.
 */
public final class NodeProgram {
    private static final String[] INSTALL = {
        "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"
    };

    private final Path folder;

    private NodeProgram(Path folder) {
        this.folder = folder;
    }

    /** The status and the output, with the errors, of a command. */
    public record Result(int status, String output) {}

    /** @param name of the folder */
    public static NodeProgram install(String name) throws IOException, InterruptedException {
        NodeProgram program = new NodeProgram(Path.of("target/node", name));
        Files.createDirectories(program.folder);
        for (Path file : files(Path.of("src/test", name))) {
            Files.copy(file, program.file(file.getFileName().toString()), StandardCopyOption.REPLACE_EXISTING);
        }
        Path lock = program.file("package-lock.json");
        Path installed = program.file("installed-lock.json");
        if (!Files.exists(installed) || Files.mismatch(lock, installed) >= 0) {
            Result result = program.run(INSTALL);
            if (result.status() != 0) {
                throw new IllegalStateException("npm ci of src/test/" + name + " failed: " + result.output());
            }
            Files.copy(lock, installed, StandardCopyOption.REPLACE_EXISTING);
        }
        return program;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    /** A file in the program's folder. */
    public Path file(String name) {
        return folder.resolve(name);
    }

    /** Runs a command in the program's folder. */
    public Result run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes());
        return new Result(process.waitFor(), output);
    }
}
