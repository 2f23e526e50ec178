package dev.tracks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.bench.Row.Cold;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void numbersKeepThreeDigits() {
        assertThat(Figures.number(1234.5)).isEqualTo("1,235");
        assertThat(Figures.number(12.345)).isEqualTo("12.3");
        assertThat(Figures.number(1.2345)).isEqualTo("1.23");
        assertThat(Figures.number(0)).isEqualTo("0.00");
    }

    @Test
    void aBarEndsAtItsMedianAndTheLongestFillsThePicture() {
        String svg = new BarChart("A < B", Map.of("one", new Cold(10, 10, 10, 10, 1, null, null, null))).svg();

        assertThat(svg).contains("<title>A &lt; B</title>", "width=\"510.0\"", ">10.0</text>");
    }

    @Test
    void aNativeProgramNamesItsBuilder() {
        String program = "\0com.oracle.svm.core.VM.Java.Version=25\0com.oracle.svm.core.VM=GraalVM CE 25 on X\0";

        assertThat(Conditions.builder(program)).isEqualTo("GraalVM CE 25 on X");
        assertThat(Conditions.builder("#!/bin/sh")).isEqualTo("something that does not say so");
    }

    @Test
    void onlyANativeProgramGetsTheJvmOptionsAsArguments() {
        URI aws = URI.create("https://localhost");
        Map<String, String> trust = Map.of("JAVA_TOOL_OPTIONS", "'-Da=/a b'");
        BenchmarkEnvironment tls = new BenchmarkEnvironment(aws, "tracks", Path.of("."), trust);

        assertThat(candidate(Candidates.NATIVE).command(tls)).containsExactly("program", "-Da=/a b");
        assertThat(candidate("function.zip, JDK 17").command(tls)).containsExactly("program");
        assertThat(candidate(Candidates.NATIVE).command(new BenchmarkEnvironment(aws, "tracks", Path.of("."))))
                .containsExactly("program");
    }

    private static Candidate candidate(String name) {
        return new Candidate(name, null, List.of("program"), Path.of("."), Map.of());
    }

    @Test
    void theFirstColumnOfAHeadIsText() {
        assertThat(Figures.head("a", "b", "c")).containsExactly("| a | b | c |", "|---|---:|---:|");
    }
}
