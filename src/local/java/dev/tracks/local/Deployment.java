package dev.tracks.local;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The unpacked {@code function.zip} and the command that runs one instance of it: its native {@code bootstrap}, or the
 * JVM with the runtime interface client that Lambda's managed Java runtime uses.
 */
final class Deployment {
    private static final String MAIN = AWSLambda.class.getName();
    static final String HANDLER = "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest";
    private static final String JNI_PROPERTY =
            "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    private final Path folder;
    private final List<String> command;
    private final Optional<SharedClasses> sharedClasses;

    private Deployment(Path folder, List<String> command, Optional<SharedClasses> sharedClasses) {
        this.folder = folder;
        this.command = command;
        this.sharedClasses = sharedClasses;
    }

    /**
     * Unpacks a zip next to itself, once for the same content.
     *
     * @throws LocalCloudException if there is no such zip
     */
    static Deployment of(Path zip) {
        if (!Files.isRegularFile(zip)) {
            throw new LocalCloudException(zip + " is missing: build it first (mvn package)");
        }
        try {
            Unpacked unpacked = new Unpacked(zip.toAbsolutePath().resolveSibling("local"));
            Path folder = unpacked.folder(zip);
            Path bootstrap = folder.resolve("bootstrap");
            return Files.exists(bootstrap)
                    ? new Deployment(folder, List.of(bootstrap.toString()), Optional.empty())
                    : new Deployment(folder, javaArguments(folder, unpacked), Optional.of(SharedClasses.of(folder)));
        } catch (IOException e) {
            throw new LocalCloudException(zip + " cannot be unpacked: " + e.getMessage(), e);
        }
    }

    /** The working directory of the functions, Lambda's {@code /var/task}. */
    Path folder() {
        return folder;
    }

    /** The command that starts one instance. */
    List<String> command() {
        if (sharedClasses.isEmpty()) {
            return command;
        }
        List<String> java = new ArrayList<>();
        java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        java.addAll(sharedClasses.get().options());
        java.addAll(command);
        return java;
    }

    /** Makes later starts faster by what this instance has loaded. */
    void learnFrom(long pid) {
        sharedClasses.ifPresent(shared -> shared.dump(pid));
    }

    private static List<String> javaArguments(Path folder, Unpacked unpacked) throws IOException {
        // C1 only: a function that runs for minutes earns no C2. Left to itself, each starting runtime client
        // overwrites
        // the same library file, under the feet of the others.
        return List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx160m",
                "-D" + JNI_PROPERTY + "=" + nativeLibrary(unpacked),
                "-cp",
                classPath(folder),
                MAIN,
                HANDLER);
    }

    private static String classPath(Path folder) throws IOException {
        List<String> path = new ArrayList<>();
        path.add(ProjectFolder.codeOf(AWSLambda.class).toString());
        path.add(ProjectFolder.codeOf(PojoSerializer.class).toString());
        try (Stream<Path> jars = Files.list(folder.resolve("lib"))) {
            jars.map(Path::toString).sorted().forEach(path::add);
        }
        path.add(folder.resolve(Unpacked.CLASSES).toString());
        return String.join(File.pathSeparator, path);
    }

    private static Path nativeLibrary(Unpacked unpacked) throws IOException {
        if (!"Linux".equals(System.getProperty("os.name"))) {
            throw new LocalCloudException("The JVM functions need Linux: Lambda's runtime client has no native library"
                    + " for other systems. Elsewhere, run a native build of function.zip.");
        }
        String architecture = "aarch64".equals(System.getProperty("os.arch")) ? "aarch_64" : "x86_64";
        String name = "libaws-lambda-jni.linux-" + architecture + ".so";
        return unpacked.resource(AWSLambda.class, "jni/" + name);
    }
}
