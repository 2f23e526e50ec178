package dev.tracks.local;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    private Deployment(Path folder, List<String> command) {
        this.folder = folder;
        this.command = command;
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
            Path folder = new Unpacked(zip.toAbsolutePath().resolveSibling("local")).folder(zip);
            Path bootstrap = folder.resolve("bootstrap");
            return new Deployment(
                    folder, Files.exists(bootstrap) ? List.of(bootstrap.toString()) : javaCommand(zip, folder));
        } catch (IOException e) {
            throw new LocalCloudException(zip + " cannot be unpacked: " + e.getMessage(), e);
        }
    }

    /** The working directory of the functions, Lambda's {@code /var/task}. */
    Path folder() {
        return folder;
    }

    List<String> command() {
        return command;
    }

    private static List<String> javaCommand(Path zip, Path folder) throws IOException {
        Path cache = zip.toAbsolutePath().resolveSibling("local");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx160m"));
        // Left to itself, each starting client overwrites the same file, under the feet of the others.
        command.add("-D" + JNI_PROPERTY + "=" + nativeLibrary(cache));
        command.add("-cp");
        command.add(classPath(folder));
        command.add(MAIN);
        command.add(HANDLER);
        return command;
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

    private static Path nativeLibrary(Path cache) throws IOException {
        if (!"Linux".equals(System.getProperty("os.name"))) {
            throw new LocalCloudException("The JVM functions need Linux: Lambda's runtime client has no native library"
                    + " for other systems. Elsewhere, run a native build of function.zip.");
        }
        String architecture = "aarch64".equals(System.getProperty("os.arch")) ? "aarch_64" : "x86_64";
        String name = "libaws-lambda-jni.linux-" + architecture + ".so";
        return new Unpacked(cache).resource(AWSLambda.class, "jni/" + name);
    }
}
