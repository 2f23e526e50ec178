package dev.tracks;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;

/** The rooms of the program, and who may use whom (docs, design). */
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

    @ArchTest
    static final ArchRule adaptersUseNoOtherAdapter = slices().matching("dev.tracks.(store|message|handover|slack)..")
            .should()
            .notDependOnEachOther();

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
            .resideOutsideOfPackages("dev.tracks.store..", "dev.tracks.handover..", LAMBDA)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon..", "com.amazonaws..");

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

    /** Records would need to be registered for a native image. */
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
}
