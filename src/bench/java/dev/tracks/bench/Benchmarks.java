package dev.tracks.bench;

import dev.tracks.Template;
import dev.tracks.bench.Metering.FlowUsage;
import dev.tracks.bench.growth.Scenarios;
import dev.tracks.bench.growth.input.Counts;
import dev.tracks.bench.growth.input.Deployment;
import dev.tracks.local.LocalCloud;
import dev.tracks.local.LocalOptions;
import dev.tracks.local.dynamodb.Database;
import dev.tracks.local.dynamodb.TableDefinition;
import dev.tracks.local.tls.Certificates;
import dev.tracks.local.tls.Jdk;
import dev.tracks.local.tls.TlsFront;
import dev.tracks.usecase.outbox.Outbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** {@code mvn -Pbench}: measures part by part, and updates the page after each part. */
public final class Benchmarks {
    static final String TABLE = "tracks";

    private final BenchOptions options;
    private final Path project;
    private final Path work;
    private final BenchmarkPage page;

    private Benchmarks(BenchOptions options, Path project) throws IOException {
        this.options = options;
        this.project = project;
        this.work = emptied(project.resolve("target").resolve("bench"));
        this.page = new BenchmarkPage(project);
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        new Benchmarks(BenchOptions.read(), Path.of("").toAbsolutePath()).run();
    }

    private void run() throws IOException, InterruptedException {
        if (options.wants(BenchOptions.PAGE)) {
            page.write(page.rows());
        }
        if (options.wants("cold")) {
            cold();
        }
        if (options.wants("units")) {
            units();
        }
        if (options.wants("growth")) {
            growth();
        }
        if (options.unitsBefore().isPresent()) {
            print(page.comparedWith(options.unitsBefore().get(), Prices.read(project)));
        }
        if (options.wants("code")) {
            code();
        }
        if (options.wants("load")) {
            load();
        }
        if (options.wants("jobs")) {
            jobs();
        }
    }

    private void jobs() throws IOException {
        List<String> note = Conditions.note();
        Zip zip = new Zip(project.resolve("target/function.zip"));
        Candidate ours = withDefaultMemory(zip);
        JobsMeasured measured = new JobMetering(ours, work).measure(options.jobRows(), options.jobTimed());
        List<String> page = new JobsPage(measured, Prices.read(project)).lines();
        List<String> lines = with(with(page, CpuShare.note()), note);
        boolean fewer = options.jobRows() < BenchOptions.LEAST_JOB_ROWS;
        publish("jobs", lines, fewer ? options.jobRows() + " rows of each job" : "");
    }

    /** Our package with the memory for which the page computes dollars. */
    private Candidate withDefaultMemory(Zip zip) throws IOException {
        return new Candidates(project, work)
                .onJvm(Candidates.FUNCTION, zip, Jdk.best(options.jdk()), BenchmarkEnvironment.MEMORY_MEGABYTES);
    }

    private void code() throws IOException {
        List<String> note = Conditions.note();
        boolean quick = options.jmh().equals("quick");
        List<String> lines = with(new CodeBenchmarks(Jdk.best(options.jdk()), quick).measure(), note);
        publish("code", lines, quick ? "a quick run of JMH" : "");
    }

    private void load() throws IOException, InterruptedException {
        List<String> note = Conditions.note();
        LocalOptions local = LocalOptions.defaults().withZip(project.resolve("target/function.zip"));
        try (LocalCloud cloud = LocalCloud.start(local)) {
            Load load = new Load(cloud);
            List<String> lines =
                    with(load.run(options.clients(), options.load()).lines(), note);
            boolean shorter = options.load().compareTo(BenchOptions.LEAST_LOAD) < 0;
            publish("load", lines, shorter ? options.load().toSeconds() + " seconds of load" : "");
        }
    }

    /** The files of a run stay until the next one. */
    private static Path emptied(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        return Files.createDirectories(folder);
    }

    private void units() throws IOException {
        Zip zip = new Zip(project.resolve("target/function.zip"));
        Candidate ours = withDefaultMemory(zip);
        List<String> note = Conditions.note();
        Prices prices = Prices.read(project);
        List<FlowUsage> flows = new Metering(ours, work).measure();
        UnitsPage figures = new UnitsPage(flows, prices);
        publish("cost-goals", new CostGoals(flows, prices).lines());
        publish("units", figures.units());
        publish("cost", with(with(figures.cost(), CpuShare.note()), note));
        publish("floor", figures.floor());
        publish("growth", figures.growth());
        publish("lists", CountedLists.lines(new CountedLists().count()));
        figures.counts().write(page.units());
    }

    /** A simulation with the units that were counted last: it starts no process and measures nothing. */
    private void growth() throws IOException {
        Counts counts = Counts.read(page.units());
        publish("growth-rates", GrowthRates.lines(counts));
        Scenarios scenarios = new Scenarios(counts, Deployment.of(Template.read()), Outbox.SHARDS);
        publish("growth-simulated", new GrowthPage(scenarios.run()).lines());
    }

    private static List<String> with(List<String> lines, List<String> more) {
        return Stream.concat(lines.stream(), more.stream()).toList();
    }

    private void publish(String part, List<String> lines) throws IOException {
        publish(part, lines, "");
    }

    /** @param tooLittle why the figures are not published; empty if they are */
    private void publish(String part, List<String> lines, String tooLittle) throws IOException {
        print(lines);
        if (tooLittle.isEmpty()) {
            page.write(part, lines);
        } else {
            System.out.println(tooLittle + ": too little for a figure, the page is unchanged");
        }
    }

    private void cold() throws IOException, InterruptedException {
        String commit = Programs.run(project, "git", "describe", "--always", "--dirty", "--exclude=*");
        String date = LocalDate.now(ZoneOffset.UTC).toString();
        List<Candidate> candidates = new Candidates(project, work).all(options);
        Certificates certificates = Certificates.make(
                work.resolve("certificates"), Jdk.best(options.jdk()).home());
        try (Database database = Database.start(null, 0);
                DynamoDbClient client = database.client();
                TlsFront front = TlsFront.start(certificates, database.uri())) {
            BenchmarkEnvironment plain = new BenchmarkEnvironment(database.uri(), TABLE, work);
            BenchmarkEnvironment tls = new BenchmarkEnvironment(front.uri(), TABLE, work, certificates.environment());
            compare(candidates, new Equivalence(client, plain));
            TableDefinition.create(client, TABLE);
            BenchmarkData data = new BenchmarkData(client, TABLE).configured();
            Optional<Floor> floor = Floor.of(candidates.get(0), database, data, work);
            ColdStarts coldStarts = new ColdStarts(data, options.warm());
            ColdFigures figures = new ColdFigures(
                    coldStarts.measure(candidates, floor, tls, options.starts()),
                    coldStarts.measure(candidates, floor, plain, options.starts()),
                    new LongRun(data, plain).measure(candidates, options.longRun()));
            publish(figures.rows(commit, date), coldStarts);
        }
    }

    /** Compares our functions on the JVM and our native ones with the function in Node.js. */
    private static void compare(List<Candidate> candidates, Equivalence equivalence) throws IOException {
        Candidate node = candidates.get(candidates.size() - 1);
        for (Candidate ours : candidates) {
            if (ours.equals(candidates.get(0)) || ours.isNative()) {
                equivalence.check(ours, node);
                System.out.printf(
                        "%s and %s had equal results in %d scenarios%n", ours.name(), node.name(), Scenario.ALL.size());
            }
        }
    }

    private void publish(List<Row> measured, ColdStarts starts) throws IOException {
        boolean compared = options.before().isPresent();
        Rows rows = compared ? new Rows(measured) : page.rows().with(measured);
        List<String> conditions = new Conditions(starts.busy(), starts.loads(), options, rows).lines();
        print(conditions);
        new ColdPage(rows).parts().values().forEach(Benchmarks::print);
        if (compared) {
            print(new Comparison(rows).lines());
            System.out.println("A comparison: the page is unchanged");
        } else if (options.starts() < BenchOptions.LEAST_STARTS) {
            System.out.println(options.starts() + " starts are too few for a figure: the page is unchanged");
        } else {
            page.write("conditions", conditions);
            page.write(rows);
        }
    }

    private static void print(List<String> lines) {
        System.out.println(String.join("\n", lines) + "\n");
    }
}
