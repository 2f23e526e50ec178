package dev.tracks.bench;

import dev.tracks.local.lambda.FunctionProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A packaged function to be measured.
 *
 * @param name as shown on the page
 * @param command starts one process
 * @param folder where its zip is unpacked
 * @param environment variables of its own, besides the shared ones
 */
record Candidate(String name, Zip zip, List<String> command, Path folder, Map<String, String> environment) {
    FunctionProcess start(BenchmarkEnvironment environment, String event) {
        return start(environment, "step", event);
    }

    /** @param handler which of our functions it runs */
    FunctionProcess start(BenchmarkEnvironment environment, String handler, String event) {
        return new FunctionProcess(
                new FunctionProcess.Launch(
                        command(environment), folder, environment.of(this, handler), environment.log(name)),
                event);
    }

    boolean isNative() {
        return name.equals(Candidates.NATIVE);
    }

    /** A native program takes the JVM's options as arguments: it does not read {@code JAVA_TOOL_OPTIONS}. */
    List<String> command(BenchmarkEnvironment environment) {
        Stream<String> options = Optional.ofNullable(environment.trust().get("JAVA_TOOL_OPTIONS")).stream()
                .filter(option -> isNative())
                .map(option -> option.replace("'", ""));
        return Stream.concat(command.stream(), options).toList();
    }
}
