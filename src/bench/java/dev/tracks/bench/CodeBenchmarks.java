package dev.tracks.bench;

import dev.tracks.local.tls.Jdk;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Code measured by JMH, in a JVM with Lambda's settings: C1 only, serial collector. */
final class CodeBenchmarks {
    /** In the order of the page. */
    private static final List<Map.Entry<String, String>> NAMES = List.of(
            Map.entry("DecideBenchmark.enroll", "decide: every rule passes"),
            Map.entry("DecideBenchmark.skip", "decide: previously started"),
            Map.entry("DecideBenchmark.defer", "decide: 7 working days at 09:00, Berlin"),
            Map.entry("RenderBenchmark.render", "render a confirmation"),
            Map.entry("RenderBenchmark.parseAndRender", "parse and render a confirmation that was just edited"),
            Map.entry("ItemBenchmark.read", "read person and source instance from items"),
            Map.entry("ItemBenchmark.write", "write run and enrollment to items"),
            Map.entry("EnrollmentBenchmark.handler", "**enrollment: the handler**"),
            Map.entry("EnrollmentBenchmark.handlerAndSdk", "**enrollment: the handler and the AWS SDK**"));

    private final Jdk jdk;
    private final boolean quick;

    CodeBenchmarks(Jdk jdk, boolean quick) {
        this.jdk = jdk;
        this.quick = quick;
    }

    /** The page's table. */
    List<String> measure() {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("dev\\.tracks\\..*Benchmark\\.")
                .jvm(jdk.java().toString())
                .jvmArgs(
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx870m",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager")
                .addProfiler(GCProfiler.class)
                .forks(1)
                .warmupIterations(quick ? 1 : 4)
                .warmupTime(quick ? TimeValue.milliseconds(300) : TimeValue.seconds(1))
                .measurementIterations(quick ? 1 : 5)
                .measurementTime(quick ? TimeValue.milliseconds(300) : TimeValue.seconds(1))
                .shouldFailOnError(true);
        try {
            return table(new Runner(options.build()).run());
        } catch (RunnerException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> table(Collection<RunResult> results) {
        List<String> lines = new ArrayList<>(Figures.head("code", "time, µs", "p50", "p99", "allocated, kB"));
        NAMES.forEach(name -> results.stream()
                .filter(result -> result.getParams().getBenchmark().endsWith("." + name.getKey()))
                .forEach(result -> lines.add(row(name.getValue(), result))));
        lines.add("");
        lines.add("JDK %s, C1 only; %s."
                .formatted(jdk.version(), quick ? "a quick run" : "5 seconds each after 4 of warm-up"));
        return lines;
    }

    private static String row(String name, RunResult result) {
        Result<?> time = result.getPrimaryResult();
        double microseconds = time.getScoreUnit().startsWith("ns") ? 1000 : 1;
        Result<?> allocated = result.getSecondaryResults().entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("gc.alloc.rate.norm"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
        boolean sampled = result.getParams().getMode() == Mode.SampleTime;
        return Figures.row(
                name,
                Figures.number(time.getScore() / microseconds),
                sampled ? Figures.number(time.getStatistics().getPercentile(50) / microseconds) : "",
                sampled ? Figures.number(time.getStatistics().getPercentile(99) / microseconds) : "",
                Figures.number(allocated.getScore() / 1000));
    }
}
