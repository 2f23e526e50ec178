package dev.tracks.local.lambda;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import dev.tracks.local.support.LocalCloudException;
import dev.tracks.local.support.ProjectFolder;
import dev.tracks.local.support.Resources;
import dev.tracks.local.support.Unpacked;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The unpacked {@code function.zip} and the command that runs one instance of it: its native {@code bootstrap}, or the JVM
 * with the runtime interface client that Lambda's managed Java runtime uses.
 */
public final class Deployment {
    private static final String MAIN = AWSLambda.class.getName();
    public static final String HANDLER = "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest";
    static final String JNI_PROPERTY = "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    private final Path folder;
    private final List<String> command;
    private final Optional<SharedClasses> sharedClasses;

    private Deployment(Path folder, List<String> command, Optional<SharedClasses> sharedClasses) {
        this.folder = folder;
        this.command = command;
        this.sharedClasses = sharedClasses;
    }

    /**
     * Unpacks a zip next to itself, once for each content.
     *
     * @throws LocalCloudException if the zip does not exist
     */
    public static Deployment of(Path zip) {
        if (!Files.isRegularFile(zip)) {
            throw new LocalCloudException(zip + " is missing: build it first (mvn package)");
        }
        try {
            Unpacked unpacked = new Unpacked(zip.toAbsolutePath().resolveSibling("local"));
            Path folder = unpacked.code(zip);
            Path bootstrap = folder.resolve(Unpacked.BOOTSTRAP);
            return Files.exists(bootstrap)
                    ? new Deployment(folder, List.of(bootstrap.toString()), Optional.empty())
                    : onJvm(folder, unpacked.libraries(zip), unpacked);
        } catch (IOException e) {
            throw new LocalCloudException(zip + " cannot be unpacked: " + e.getMessage(), e);
        }
    }

    private static Deployment onJvm(Path folder, Path libraries, Unpacked unpacked) throws IOException {
        List<Path> classPath = new ArrayList<>();
        classPath.add(ProjectFolder.codeOf(AWSLambda.class));
        classPath.add(ProjectFolder.codeOf(PojoSerializer.class));
        try (Stream<Path> jars = Files.list(libraries)) {
            jars.filter(jar -> jar.toString().endsWith(".jar")).sorted().forEach(classPath::add);
        }
        SharedClasses shared =
                new SharedClasses(libraries.resolve("shared-" + Runtime.version() + ".jsa"), List.copyOf(classPath));
        classPath.add(folder.resolve(Unpacked.CLASSES));
        // C1 only: a function that runs for minutes earns no C2. The library is named because each runtime client would
        // otherwise unpack it over the one file that the others have loaded.
        List<String> arguments = List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx160m",
                "-D" + JNI_PROPERTY + "=" + nativeLibrary(unpacked),
                "-cp",
                classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                MAIN,
                HANDLER);
        return new Deployment(folder, arguments, Optional.of(shared));
    }

    /** The working directory of the functions, Lambda's {@code /var/task}. */
    public Path folder() {
        return folder;
    }

    /** The command that starts one instance. */
    List<String> command(FunctionName function) {
        if (sharedClasses.isEmpty()) {
            return command;
        }
        List<String> java = new ArrayList<>();
        java.add(java());
        java.addAll(sharedClasses.get().options(function));
        java.addAll(command);
        return java;
    }

    /** The JVM that runs this program. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Whether {@link #learn} has nothing left to do. */
    public boolean hasLearned() {
        return sharedClasses.isEmpty() || Files.exists(sharedClasses.get().archive());
    }

    /** Speeds up the next start by recording the classes that the functions have loaded in this one. */
    public void learn(Resources open) {
        sharedClasses.ifPresent(shared -> shared.archive(open));
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
