package dev.tracks.local.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import dev.tracks.local.support.ProjectFolder;
import dev.tracks.local.support.Unpacked;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How Lambda's managed Java runtime starts a function: only the runtime client is on the class path; the function's zip,
 * unpacked, is loaded by the client's own class loader from the working directory.
 */
public final class ManagedRuntime {
    /** The handler of {@code template.yaml}. */
    public static final String HANDLER = Deployment.HANDLER;

    /** The runtime's limits of heap, metaspace and code cache, in percent of the function's memory. */
    private static final int HEAP = 85;

    private static final int METASPACE = 10;
    private static final int CODE = 5;

    private ManagedRuntime() {}

    /**
     * The command that starts one process.
     *
     * @param java the JVM's program
     * @param memoryMegabytes the function's memory size
     * @param scratch a folder for the runtime client's native library
     */
    public static List<String> command(Path java, int memoryMegabytes, Path scratch) throws IOException {
        Path library = new Unpacked(scratch).resource(AWSLambda.class, "jni/" + libraryName());
        List<String> command = new ArrayList<>(List.of(
                java.toString(),
                "-XX:MaxHeapSize=" + kilobytes(memoryMegabytes, HEAP),
                "-XX:MaxMetaspaceSize=" + kilobytes(memoryMegabytes, METASPACE),
                "-XX:ReservedCodeCacheSize=" + kilobytes(memoryMegabytes, CODE),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-D" + Deployment.JNI_PROPERTY + "=" + library,
                "-cp",
                Stream.of(AWSLambda.class, PojoSerializer.class, RequestStreamHandler.class)
                        .map(ProjectFolder::codeOf)
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator))));
        command.add(AWSLambda.class.getName());
        command.add(HANDLER);
        return command;
    }

    private static String libraryName() {
        return "libaws-lambda-jni.linux-%s.so"
                .formatted("aarch64".equals(System.getProperty("os.arch")) ? "aarch_64" : "x86_64");
    }

    private static String kilobytes(int megabytes, int hundredths) {
        return (megabytes * 1024L * hundredths + 99) / 100 + "k";
    }
}
