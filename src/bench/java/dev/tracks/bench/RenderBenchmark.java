package dev.tracks.bench;

import dev.tracks.domain.message.MessageTemplate;
import dev.tracks.domain.message.Placeholder;
import dev.tracks.rendering.QuteMessageRenderer;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A confirmation: of a step whose template is cached, and of one that was just edited. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RenderBenchmark {
    private static final String TEXT = "Well done, {{user}}! {{current_track}} is behind you and {{track}} begins. 🎉 ";

    private final QuteMessageRenderer renderer = new QuteMessageRenderer();
    private final MessageTemplate known = MessageTemplate.parse(TEXT);
    private final Map<Placeholder, String> values = Map.of(
            Placeholder.USER, "Ada Lovelace",
            Placeholder.TRACK, "Week 1",
            Placeholder.CURRENT_TRACK, "Day 1",
            Placeholder.MANAGER, "Grace Hopper");
    private int edits;

    @Benchmark
    public String render() {
        return renderer.render(known, values, MessageTemplate.MESSAGE_MAX);
    }

    @Benchmark
    public String parseAndRender() {
        return renderer.render(MessageTemplate.parse(TEXT + ++edits), values, MessageTemplate.MESSAGE_MAX);
    }
}
