package dev.tracks.lambda.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.histories.Report;
import dev.tracks.lambda.Checks;
import dev.tracks.lambda.http.Route;
import dev.tracks.lambda.http.access.AuthorizationChecks.Check;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mockito.AdditionalAnswers;
import org.mockito.Mockito;

/** Every check of every route is made, and is missed when it is disabled. */
class AuthorizationTest {
    private static final List<Check> CHECKS = AuthorizationChecks.all();

    private static Stream<Route> checkedRoutes() {
        return new AuthorizationScene(new Checks())
                .api().routes().stream().filter(route -> !AuthorizationChecks.PUBLIC.contains(route.name()));
    }

    @Test
    void everyRouteIsPublicOrInTheTable() {
        Set<String> inTable = CHECKS.stream().map(Check::route).collect(Collectors.toSet());

        assertThat(checkedRoutes().map(Route::name)).containsExactlyInAnyOrderElementsOf(inTable);
    }

    /** Otherwise a refusal would prove nothing. */
    @Test
    void anAdminsRequestOfEachRouteSucceeds() {
        checkedRoutes()
                .map(Route::name)
                .filter(route -> !route.startsWith("POST /slack"))
                .forEach(route -> assertThat(new AuthorizationScene(new Checks())
                                .request(route)
                                .send()
                                .status())
                        .as(route)
                        .isBetween(200, 204));
    }

    @Test
    void theInviteesOwnClickJoins() {
        AuthorizationScene scene = new AuthorizationScene(new Checks());

        scene.click("U1");

        assertThat(scene.isJoined()).isTrue();
    }

    @Test
    void theTableHasEachCheckThatARouteAsksOfAccess() {
        Map<String, Set<String>> inTable = new LinkedHashMap<>();
        CHECKS.forEach(check -> check.accessMethod()
                .ifPresent(method -> inTable.computeIfAbsent(check.route(), route -> new HashSet<>())
                        .add(method)));

        checkedRoutes().forEach(route -> {
            Set<String> asked = asked(route.name());
            if (Set.of(Access.Rule.ANYONE, Access.Rule.SIGNED_IN).contains(route.rule())) {
                asked.removeAll(Set.of("check", "checkParticipant"));
            }
            assertThat(asked).as(route.name()).isEqualTo(inTable.getOrDefault(route.name(), Set.of()));
        });
    }

    private static Set<String> asked(String route) {
        Set<String> asked = new HashSet<>();
        Checks recording = new Checks() {
            @Override
            public Access access(Access real) {
                var delegate = AdditionalAnswers.delegatesTo(real);
                return Mockito.mock(Access.class, call -> {
                    asked.add(call.getMethod().getName());
                    return delegate.answer(call);
                });
            }
        };
        new AuthorizationScene(recording).request(route).send();
        return asked;
    }

    @Test
    void eachCheckIsMade() {
        assertThat(CHECKS)
                .filteredOn(check -> !check.holds().test(new AuthorizationScene(new Checks())))
                .isEmpty();
    }

    @Test
    void eachCheckIsMissedWhenItIsDisabled() {
        List<Check> missed = CHECKS.stream()
                .filter(check -> !check.holds().test(new AuthorizationScene(check.disabled())))
                .toList();
        report(missed);
        assertThat(missed).containsExactlyElementsOf(CHECKS);
    }

    private static void report(List<Check> missed) {
        Map<String, List<String>> routes = new LinkedHashMap<>();
        CHECKS.forEach(check -> routes.computeIfAbsent(check.route(), route -> new ArrayList<>())
                .add(check.name() + (missed.contains(check) ? "" : " (**not missed**)")));
        List<String> lines = new ArrayList<>();
        lines.add("Detected: " + missed.size() + " of " + CHECKS.size() + " checks of " + routes.size() + " routes.");
        lines.add("");
        lines.add("| Route | Its checks |");
        lines.add("|---|---|");
        routes.forEach((route, checks) -> lines.add("| `" + route + "` | " + String.join("; ", checks) + " |"));
        Report.write("authorization", lines);
    }
}
