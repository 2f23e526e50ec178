package dev.tracks.usecase.people;

import static dev.tracks.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tracks.Fixtures;
import dev.tracks.Fixtures.Person;
import dev.tracks.domain.record.Participant;
import dev.tracks.store.TableErasure;
import dev.tracks.store.TableParticipants;
import dev.tracks.store.table.MemoryTable;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.Precondition;
import dev.tracks.usecase.Saved;
import dev.tracks.usecase.people.RegisterParticipant.Registration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A provisioning client creates each person once, under an id that nobody has or had. */
class ProvisionParticipantTest {
    private final MemoryTable table = new MemoryTable();
    private final TableParticipants participants = new TableParticipants(table, Fixtures.PARTICIPANT_READER);
    private final OptimisticRetry retry = new OptimisticRetry(round -> {});
    private final RegisterParticipant registerParticipant = new RegisterParticipant(participants, retry, () -> NOW);

    private ProvisionParticipant provision(String... ids) {
        Iterator<String> next = List.of(ids).iterator();
        return new ProvisionParticipant(
                new FindProvisioned(participants),
                registerParticipant,
                () -> {
                    synchronized (next) {
                        return next.next();
                    }
                },
                retry);
    }

    private static Function<String, Registration> person(UnaryOperator<Person> more) {
        return id -> new Registration(more.apply(Fixtures.person(id)).build(), Optional.empty());
    }

    private void save(Person person) {
        registerParticipant.save(new Registration(person.build(), Optional.empty()), Precondition.NONE, "root");
    }

    private static String id(Saved<Participant> saved) {
        return saved.record().value().id();
    }

    @Test
    void theWantedIdIsUsedIfItIsFree() {
        assertThat(id(provision().create(Optional.of("oid"), person(ada -> ada.userName("ada")), "scim")))
                .isEqualTo("oid");
    }

    @Test
    void anIdThatSomebodyHasOrHadIsReplacedByANewOne() {
        save(Fixtures.person("oid"));
        save(Fixtures.person("n1"));
        new TableErasure(table).tombstone("n1", NOW, NOW, "root");

        assertThat(id(provision("n1", "n2").create(Optional.of("oid"), person(ada -> ada.userName("ada")), "scim")))
                .isEqualTo("n2");
    }

    @Test
    void theAddressOfAPersonWhoWasNotProvisionedIsTheirUserName() {
        save(Fixtures.person("ada").email("ada@example.com"));

        assertThatExceptionOfType(AliasTakenException.class)
                .isThrownBy(() ->
                        provision("n1").create(Optional.empty(), person(p -> p.userName("ADA@example.com")), "scim"))
                .satisfies(e -> assertThat(e.ownerId()).isEqualTo("ada"))
                .satisfies(e -> assertThat(e.field()).isEqualTo("userName"));
    }

    @Test
    void aUserNameIsChangedToAFreeOneOnly() {
        save(Fixtures.person("ada").userName("ada"));
        save(Fixtures.person("grace").email("grace@example.com"));
        ProvisionParticipant provision = provision();
        Function<String, Function<Participant, Registration>> renamed = name ->
                stored -> new Registration(Fixtures.person("ada").userName(name).build(), Optional.empty());

        assertThatExceptionOfType(AliasTakenException.class)
                .isThrownBy(
                        () -> provision.update("ada", renamed.apply("Grace@example.com"), Precondition.NONE, "scim"));
        assertThat(provision
                        .update("ada", renamed.apply("ADA"), Precondition.NONE, "scim")
                        .effect())
                .isEqualTo(Saved.Effect.UPDATED);
    }

    @Test
    void anErasedOrUnknownPersonIsNotUpdated() {
        save(Fixtures.person("ada"));
        new TableErasure(table).tombstone("ada", NOW, NOW, "root");

        for (String id : List.of("ada", "nobody")) {
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> provision()
                            .update(
                                    id,
                                    stored -> new Registration(stored, Optional.empty()),
                                    Precondition.NONE,
                                    "scim"));
        }
    }

    @Test
    void ofConcurrentRequestsWithOneUserNameOneCreatesThePerson() throws Exception {
        ProvisionParticipant provision = provision("n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8");
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            calls.add(() -> {
                try {
                    return provision
                            .create(Optional.empty(), person(ada -> ada.userName("ada")), "scim")
                            .created();
                } catch (AliasTakenException taken) {
                    return false;
                }
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        int created = 0;
        for (Future<Boolean> call : threads.invokeAll(calls)) {
            created += call.get() ? 1 : 0;
        }
        threads.shutdown();

        assertThat(created).isEqualTo(1);
        assertThat(participants.slice(0, 10).total()).isEqualTo(1);
    }
}
