package dev.tracks;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.Source;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.tracks.usecase.outbox.Queues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rooms of the program and their allowed dependencies (docs/design.md). */
@AnalyzeClasses(
        packages = "dev.tracks",
        importOptions = {DoNotIncludeTests.class, RoomsTest.NoLocalCloud.class})
class RoomsTest {
    private static final String DOMAIN = "dev.tracks.domain..";
    private static final String USE_CASES = "dev.tracks.usecase..";
    private static final String LAMBDA = "dev.tracks.lambda..";
    private static final Set<String> BINDING =
            Set.of("readValue", "readValues", "convertValue", "treeToValue", "valueToTree", "updateValue");

    /** The local cloud is compiled with the tests, but its classes are not named like tests. */
    static final class NoLocalCloud implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/");
        }
    }

    @ArchTest
    static final ArchRule theDomainUsesNothingButTheJdkCore = classes()
            .that()
            .resideInAPackage(DOMAIN)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", DOMAIN));

    @ArchTest
    static final ArchRule useCasesUseTheDomainAndOfFrameworksOnlyTheAnnotationsOfInjection = classes()
            .that()
            .resideInAPackage(USE_CASES)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", "jakarta.inject", DOMAIN, USE_CASES));

    /** Which packages a package may use within its own room. */
    private static final Map<String, List<String>> USES = Map.ofEntries(
            Map.entry("domain", List.of()),
            Map.entry("domain.track", List.of("domain")),
            Map.entry("domain.record", List.of("domain")),
            Map.entry("domain.message", List.of("domain", "domain.record")),
            Map.entry("domain.step", List.of("domain", "domain.message", "domain.record", "domain.track")),
            Map.entry(
                    "domain.job",
                    List.of("domain", "domain.decision", "domain.message", "domain.record", "domain.step")),
            Map.entry("usecase", List.of()),
            Map.entry("usecase.configure", List.of("usecase")),
            Map.entry("usecase.people", List.of("usecase")),
            Map.entry("usecase.outbox", List.of("usecase", "usecase.configure")),
            Map.entry("usecase.message", List.of("usecase", "usecase.outbox")),
            Map.entry("usecase.feedback", List.of("usecase", "usecase.message")),
            Map.entry("usecase.invite", List.of("usecase", "usecase.configure", "usecase.message", "usecase.outbox")),
            Map.entry("usecase.view.report", List.of("usecase", "usecase.configure", "usecase.view")),
            Map.entry("usecase.view", List.of("usecase", "usecase.configure", "usecase.invite", "usecase.message")),
            Map.entry(
                    "usecase.enroll",
                    List.of("usecase", "usecase.configure", "usecase.message", "usecase.outbox", "usecase.view")),
            Map.entry("usecase.job.undo", List.of("usecase", "usecase.configure")),
            Map.entry(
                    "usecase.job.row",
                    List.of(
                            "usecase",
                            "usecase.job.undo",
                            "usecase.configure",
                            "usecase.enroll",
                            "usecase.invite",
                            "usecase.message",
                            "usecase.view")),
            Map.entry(
                    "usecase.job",
                    List.of(
                            "usecase",
                            "usecase.configure",
                            "usecase.enroll",
                            "usecase.job.row",
                            "usecase.message",
                            "usecase.people",
                            "usecase.view")),
            Map.entry("store.table", List.of()),
            Map.entry("store.item.person", List.of("store.table")),
            Map.entry("store.item", List.of("store.item.person", "store.table")),
            Map.entry("store.item.job", List.of("store.item", "store.table")),
            Map.entry(
                    "store.job", List.of("store", "store.item", "store.item.job", "store.item.person", "store.table")),
            Map.entry(
                    "store.outbox",
                    List.of("store", "store.item", "store.item.job", "store.item.person", "store.table")),
            Map.entry("store.people", List.of("store", "store.item", "store.table")),
            Map.entry("store", List.of("store.item", "store.item.person", "store.table")),
            Map.entry("lambda.json", List.of()),
            Map.entry("lambda.http.protocol", List.of("lambda.json")),
            Map.entry("lambda.http.access", List.of("lambda.json", "lambda.http.protocol")),
            Map.entry("lambda.http.scim.schema", List.of("lambda.json", "lambda.http.protocol")),
            Map.entry(
                    "lambda.http",
                    List.of("lambda.json", "lambda.http.access", "lambda.http.protocol", "lambda.telemetry")));

    @ArchTest
    static void aPackageUsesOfItsRoomOnlyWhatTheDesignNames(JavaClasses all) {
        USES.forEach((name, uses) -> {
            String room = "dev.tracks." + name.replaceFirst("\\..*", "") + "..";
            String[] allowed = Stream.concat(Stream.of(name), uses.stream())
                    .map("dev.tracks."::concat)
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("dev.tracks." + name)
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage(room).and(DescribedPredicate.not(resideInAnyPackage(allowed))))
                    .check(all);
        });
    }

    @ArchTest
    static final ArchRule adaptersUseNoOtherAdapter = slices().matching(
                    "dev.tracks.(store|rendering|messaging|channel|slack)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(resideInAPackage("dev.tracks.channel.."), resideInAPackage("dev.tracks.slack.."));

    @ArchTest
    static final ArchRule nothingUsesTheFunctions = noClasses()
            .that()
            .resideOutsideOfPackage(LAMBDA)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(LAMBDA);

    @ArchTest
    static final ArchRule roomsHaveNoCycles =
            slices().matching("dev.tracks.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule awsStaysInTheOuterRooms = noClasses()
            .that()
            .resideOutsideOfPackages("dev.tracks.store..", "dev.tracks.messaging..", "dev.tracks.channel..", LAMBDA)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon..", "com.amazonaws..");

    /** The messages queue invokes {@code deliver}, and Lambda stops a function that sends to the queue that invokes it. */
    @ArchTest
    static final ArchRule deliverySendsToNoQueue = noClasses()
            .that()
            .resideInAPackage("dev.tracks.usecase.message")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Queues.class);

    /** The jobs queue invokes {@code jobs}, whose next pages {@code relay} enqueues. */
    @ArchTest
    static final ArchRule jobsSendToNoQueue = noClasses()
            .that()
            .resideInAPackage("dev.tracks.usecase.job..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Queues.class);

    @ArchTest
    static final ArchRule namesSayWhatAClassIs = noClasses()
            .should()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Service")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils");

    @ArchTest
    static final ArchRule timeIsInjected = noClasses()
            .that()
            .resideOutsideOfPackage(LAMBDA)
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(InstantSource.class, "system");

    @ArchTest
    static final ArchRule nothingIsFoundByReflection = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.lang.reflect..")
            .orShould()
            .callMethod(Class.class, "forName", String.class);

    /** Records bound to JSON would have to be registered for a native image. */
    @ArchTest
    static final ArchRule noJsonIsBoundToATypeByReflection = noClasses()
            .should()
            .callMethodWhere(DescribedPredicate.describe(
                    "binds JSON to a type",
                    call -> call.getTargetOwner().isAssignableTo(ObjectMapper.class)
                            && BINDING.contains(call.getName())));

    @ArchTest
    static final ArchRule noStaticStateChanges =
            fields().that().areStatic().should().beFinal().allowEmptyShould(false);

    /** More than eight become sub-records, which have names. */
    @ArchTest
    static void aRecordHasAtMostEightComponents(JavaClasses all) {
        assertThat(all.stream().filter(JavaClass::isRecord))
                .isNotEmpty()
                .allSatisfy(type -> assertThat(type.getFields().stream()
                                .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC)))
                        .as(type.getName())
                        .hasSizeLessThanOrEqualTo(8));
    }

    /** A package has few enough classes to be read at a glance. */
    @Test
    void noPackageHasMoreThanTwentyClasses() throws IOException {
        Map<Path, Long> classesByPackage = sources()
                .filter(file -> !file.endsWith("package-info.java"))
                .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));

        assertThat(classesByPackage)
                .hasSizeGreaterThan(20)
                .allSatisfy((folder, classes) ->
                        assertThat(classes).as("%s", folder).isLessThanOrEqualTo(20));
    }

    @Test
    void eachPackageDescribesItsContentAndDependencies() throws IOException {
        Set<Path> folders = sources().map(Path::getParent).collect(Collectors.toSet());

        assertThat(folders)
                .hasSizeGreaterThan(20)
                .allSatisfy(folder -> assertThat(folder.resolve("package-info.java"))
                        .content()
                        .contains("/**"));
    }

    private static Stream<Path> sources() throws IOException {
        List<Path> found = new ArrayList<>();
        for (String sources : List.of("main", "local")) {
            try (Stream<Path> files = Files.walk(Path.of("src", sources, "java"))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(found::add);
            }
        }
        return found.stream();
    }

    /** The local cloud is compiled with the tests, so the rules above do not see it. */
    @Test
    void packagesOfTheLocalCloudHaveNoCycles() {
        JavaClasses local = new ClassFileImporter()
                .importPackages("dev.tracks.local")
                .that(DescribedPredicate.describe(
                        "are compiled from src/local",
                        type -> type.getSource()
                                .flatMap(Source::getFileName)
                                .filter(file -> Files.exists(Path.of("src", "local", "java")
                                        .resolve(type.getPackageName().replace('.', '/'))
                                        .resolve(file)))
                                .isPresent()));

        slices().matching("dev.tracks.(**)").should().beFreeOfCycles().check(local);
    }
}
