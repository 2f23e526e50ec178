package dev.tracks.store;

import static dev.tracks.usecase.people.Participants.Current.NONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.tracks.Fixtures;
import dev.tracks.domain.record.Alias;
import dev.tracks.domain.record.Participant;
import dev.tracks.store.item.StoredItem;
import dev.tracks.store.item.person.LookupItems;
import dev.tracks.store.item.person.ParticipantItem;
import dev.tracks.store.table.Check;
import dev.tracks.store.table.Condition;
import dev.tracks.store.table.ItemWriter;
import dev.tracks.store.table.Keys;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.view.Directory.InvalidCursorException;
import dev.tracks.usecase.view.Directory.Page;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Single participants, and participants listed by name. */
interface ParticipantsContract extends WithPorts {
    private Page<Stored<Participant>> list(String nameStart, int limit, Optional<String> cursor) {
        return ports().directory.participants(nameStart, limit, cursor);
    }

    private List<String> names(String nameStart, int limit) {
        List<String> names = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Page<Stored<Participant>> page = list(nameStart, limit, cursor);
            page.data().forEach(person -> names.add(person.value().name()));
            cursor = page.nextCursor();
        } while (cursor.isPresent());
        return names;
    }

    private void register(String id, String name) {
        ports().with(Fixtures.person(id).named(name).build());
    }

    @Test
    default void thePeopleWhoExistAndAreNotErasedHaveNames() {
        ports().with(Fixtures.person("ada").named("Ada").build());
        ports().with(Fixtures.person("grace").named("Grace").build());
        ports().with(Fixtures.person("gone").named("Gone").build());
        ports().erasure.tombstone("gone", Fixtures.NOW, Fixtures.NOW.plusSeconds(900), "root");

        assertThat(ports().participants.names(List.of("ada", "grace", "ada", "gone", "nobody")))
                .isEqualTo(Map.of("ada", "Ada", "grace", "Grace"));
        assertThat(ports().participants.names(List.of())).isEmpty();
    }

    @Test
    default void participantsAreReadAsTheyWereWritten() {
        Participant full = Fixtures.person("ada")
                .named("Ada <!channel> Lovelace 🎉")
                .email("ada@example.org")
                .slackUserId("U1")
                .managedBy("grace")
                .zone("America/New_York")
                .attributes(Map.of("role", "engineer", "site", "Köln"))
                .deactivated()
                .build();
        Participant bare = Fixtures.person("linus").build();
        ports().with(full).with(bare);

        assertThat(ports().participants.participant("ada")).contains(new Stored<>(full, 1, Fixtures.NOW, "root"));
        assertThat(ports().participants.participant("linus")).get().returns(bare, Stored::value);
        assertThat(ports().participants.participant("grace")).isEmpty();
    }

    @Test
    default void anAliasLeadsToTheOnePersonWhoHasIt() {
        ports().with(Fixtures.person("ada")
                .email("Ada@Example.org")
                .subject("auth0|5f7c")
                .build());

        assertThat(ports().participants
                        .owners(List.of(
                                Alias.email("ada@example.ORG"),
                                Alias.subject("auth0|5f7c"),
                                Alias.subject("auth0|5F7C"))))
                .containsOnly(entry(Alias.email("ada@example.org"), "ada"), entry(Alias.subject("auth0|5f7c"), "ada"));
    }

    @Test
    default void aUserNameAndAnExternalIdLeadToTheirPerson() {
        Participant ada = Fixtures.person("ada")
                .userName("Ada.L@Corp.example")
                .externalId("00uX")
                .build();
        ports().with(ada);

        assertThat(ports().participants.participant("ada")).get().returns(ada, Stored::value);
        assertThat(ports().participants
                        .owners(List.of(
                                Alias.userName("ada.l@CORP.example"),
                                Alias.externalId("00uX"),
                                Alias.externalId("00ux"),
                                Alias.subject("00uX"))))
                .containsOnly(
                        entry(Alias.userName("ada.l@corp.example"), "ada"), entry(Alias.externalId("00uX"), "ada"));
    }

    @Test
    default void aSliceOfAllPeopleIsOrderedByIdAndOmitsErasedPeople() {
        List<String> ids =
                IntStream.range(0, 230).mapToObj(i -> "p%03d".formatted(i)).toList();
        ids.forEach(id -> register(id, "Person " + (id.hashCode() % 7)));
        ports().erasure.tombstone("p001", Fixtures.NOW, Fixtures.NOW, "root");

        assertThat(ports().participants.slice(0, 3).data())
                .extracting(person -> person.value().id())
                .containsExactly("p000", "p002", "p003");
        assertThat(ports().participants.slice(0, 200).data()).hasSize(200);
        assertThat(ports().participants.slice(200, 200).data()).hasSize(29);
        assertThat(ports().participants.slice(229, 10).data()).isEmpty();
        assertThat(ports().participants.slice(5, 0).total()).isEqualTo(229);
    }

    @Test
    default void theFirstOfSeveralPeopleIsFoundInOneOrder() {
        ports().with(Fixtures.person("ada").email("ada@example.org").build());
        ports().with(Fixtures.person("linus").build());
        List<Alias> aliases = List.of(Alias.subject("nobody"), Alias.email("ADA@example.org"));

        assertThat(ports().participants.find(aliases, Optional.of("linus"))).contains("ada");
        assertThat(ports().participants.find(List.of(Alias.subject("nobody")), Optional.of("linus")))
                .contains("linus");
        assertThat(ports().participants.find(List.of(Alias.subject("nobody")), Optional.of("mary")))
                .isEmpty();
        assertThat(ports().participants.find(aliases, Optional.empty())).contains("ada");
    }

    @Test
    default void ofTwoPeopleWithOneAliasOnlyTheFirstIsWritten() {
        ports().with(Fixtures.person("ada").email("a@example.org").build());
        Participant second = Fixtures.person("adele").email("A@example.org").build();

        assertThat(ports().participants.save(Change.of(second, Optional.empty(), Fixtures.NOW, "root"), NONE))
                .isEqualTo(WriteResult.CONDITION_FAILED);
        assertThat(ports().participants.participant("adele")).isEmpty();
    }

    @Test
    default void anAliasThatIsGivenUpIsFreeForAnotherPerson() {
        ports().with(Fixtures.person("ada")
                .email("a@example.org")
                .slackUserId("U1")
                .build());
        ports().with(Fixtures.person("ada").email("ada@example.org").build());
        ports().with(Fixtures.person("adele")
                .email("a@example.org")
                .slackUserId("U1")
                .build());

        assertThat(ports().participants
                        .owners(List.of(
                                Alias.email("a@example.org"), Alias.email("ada@example.org"), Alias.slackUserId("U1"))))
                .containsOnly(
                        entry(Alias.email("a@example.org"), "adele"),
                        entry(Alias.email("ada@example.org"), "ada"),
                        entry(Alias.slackUserId("U1"), "adele"));
    }

    @Test
    default void theLongestSubjectIsAnAlias() {
        String longest = "\uD83C\uDF89".repeat(256);
        ports().with(Fixtures.person("ada").subject(longest).build());

        assertThat(ports().participants.owners(List.of(Alias.subject(longest), Alias.subject("#"))))
                .containsOnly(entry(Alias.subject(longest), "ada"));
    }

    @Test
    default void aRecordOfAnEarlierVersionGetsItsAliasesAndSearchWordsWithItsNextSave() {
        Participant ada = Fixtures.person("ada").email("ada@example.org").build();
        ports().overwrite(ofAnEarlierVersion(ada));

        assertThat(ports().participants.participant("ada")).get().returns(ada, Stored::value);
        assertThat(ports().participants.owners(ada.aliases().all())).isEmpty();
        assertThat(names("ada", 10)).isEmpty();
        assertThat(names("", 10)).containsExactly("Ada");
        assertThat(ports().participants.current("ada").upToDate()).isFalse();
        ports().with(ada);

        assertThat(ports().participants.owners(ada.aliases().all()))
                .containsEntry(ada.aliases().all().get(0), "ada");
        assertThat(names("ada", 10)).containsExactly("Ada");
        assertThat(ports().participants.current("ada").upToDate()).isTrue();
    }

    private static Map<String, AttributeValue> ofAnEarlierVersion(Participant participant) {
        ItemWriter item = ParticipantItem.writer(participant);
        Change<Participant> change = new Change<>(participant, Optional.empty(), Fixtures.NOW, "root");
        StoredItem.put(item, change, Check.of(Condition.ALWAYS));
        Map<String, AttributeValue> before = new HashMap<>(item.build());
        before.remove(LookupItems.LISTED);
        return before;
    }

    @Test
    default void aParticipantIsChangedOnlyUnderTheVersionRead() {
        register("ada", "Ada");
        Participant renamed = Fixtures.person("ada").named("Ada L.").build();
        Change<Participant> fresh = new Change<>(renamed, Optional.empty(), Fixtures.NOW, "root");
        Change<Participant> change = new Change<>(renamed, Optional.of(1L), Fixtures.NOW, "root");

        TableParticipants.Current current = ports().participants.current("ada");
        assertThat(ports().participants.save(fresh, NONE)).isEqualTo(WriteResult.CONDITION_FAILED);
        assertThat(ports().participants.save(change, current)).isEqualTo(WriteResult.WRITTEN);
        assertThat(ports().participants.save(change, current)).isEqualTo(WriteResult.CONDITION_FAILED);

        assertThat(names("", 10)).containsExactly("Ada L.");
    }

    @Test
    default void peopleOfAllShardsAreListedByNameIgnoringCasePageByPage() {
        List<String> names = IntStream.range(0, 45)
                .mapToObj(number -> (number % 2 == 0 ? "PERSON " : "person ") + (100 + number * 7 % 45))
                .toList();
        IntStream.range(0, 45).forEach(number -> register("p" + number, names.get(number)));
        assertThat(IntStream.range(0, 45)
                        .mapToObj(number -> Keys.shard("p" + number))
                        .collect(Collectors.toSet()))
                .hasSizeGreaterThan(10);

        for (int limit : List.of(7, 45, 100)) {
            assertThat(names("", limit))
                    .as("pages of " + limit)
                    .containsExactlyInAnyOrderElementsOf(names)
                    .isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER);
        }
    }

    @Test
    default void aFullLastPageHasNoCursor() {
        register("ada", "Ada");
        register("linus", "Linus");

        assertThat(list("", 2, Optional.empty()).nextCursor()).isEmpty();
        assertThat(list("", 1, Optional.empty()).nextCursor()).isPresent();
    }

    @Test
    default void pagesAreInTheOrderOfCodePointsAsTheTableSortsThem() {
        register("party", "\uD83C\uDF89 Party");
        register("wave", "\uFF5E Wave");
        register("line", "Line\nbreak");
        register("hash", "Hash # tag");

        assertThat(names("", 1)).containsExactly("Hash # tag", "Line\nbreak", "\uFF5E Wave", "\uD83C\uDF89 Party");
    }

    @Test
    default void theLongestNamesAreListedAndPagedThrough() {
        String longest = "\uD83C\uDF89".repeat(200);
        String id = "x".repeat(63);
        register(id + "1", longest);
        register(id + "2", longest);

        assertThat(names("", 1)).containsExactly(longest, longest);
    }

    @Test
    default void aCursorSurvivesInsertionsAndRenames() {
        List.of("b", "d", "f", "h").forEach(id -> register(id, id));
        Page<Stored<Participant>> first = list("", 2, Optional.empty());
        assertThat(first.data()).extracting(person -> person.value().id()).containsExactly("b", "d");
        List.of("a", "c", "e").forEach(id -> register(id, id));
        register("d", "z");

        Page<Stored<Participant>> second = list("", 2, first.nextCursor());

        assertThat(second.data()).extracting(person -> person.value().id()).containsExactly("e", "f");
    }

    @Test
    default void aForgedCursorIsRefused() {
        register("ada", "Ada");
        register("linus", "Linus");

        for (String forged : List.of("", "!", "a", "%00", Cursor.encode(""), Cursor.encode("x".repeat(1_025)))) {
            assertRefused("", forged);
        }
    }

    private void assertRefused(String nameStart, String cursor) {
        Assertions.assertThatExceptionOfType(InvalidCursorException.class)
                .as("cursor <%s>", cursor)
                .isThrownBy(() -> list(nameStart, 1, Optional.of(cursor)));
    }

    @Test
    default void peopleWithALotOfAttributesAreAllListedThoughAPageHoldsAMegabyte() {
        Map<String, String> attributes = IntStream.range(0, Participant.ATTRIBUTES_MAX)
                .boxed()
                .collect(Collectors.toMap(number -> "attribute" + number, number -> "\uD83C\uDF89".repeat(200)));
        List<String> ids = IntStream.range(0, 2_000)
                .mapToObj(number -> "p" + number)
                .filter(id -> Keys.shard(id) == 3)
                .limit(105)
                .toList();
        ids.forEach(id -> ports().with(
                        Fixtures.person(id).named(id).attributes(attributes).build()));

        assertThat(names("", 100)).containsExactlyInAnyOrderElementsOf(ids);
    }
}
