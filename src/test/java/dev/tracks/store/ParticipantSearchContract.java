package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tracks.Fixtures;
import dev.tracks.domain.record.Participant;
import dev.tracks.store.table.ForwardingTable;
import dev.tracks.store.table.Index;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Table;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.view.Directory.InvalidCursorException;
import dev.tracks.usecase.view.Directory.Page;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The search for people by the starts of words of name, e-mail address and id. */
interface ParticipantSearchContract extends WithPorts {
    private Page<Stored<Participant>> search(String text, int limit, Optional<String> cursor) {
        return ports().directory.participants(text, limit, cursor);
    }

    /** The ids of all pages. */
    private List<String> found(String text, int limit) {
        List<String> ids = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Page<Stored<Participant>> page = search(text, limit, cursor);
            assertThat(page.data()).hasSizeLessThanOrEqualTo(limit);
            page.data().forEach(person -> ids.add(person.value().id()));
            cursor = page.nextCursor();
        } while (cursor.isPresent());
        return ids;
    }

    private List<String> found(String text) {
        return found(text, 25);
    }

    private void register(String id, String name) {
        ports().with(Fixtures.person(id).named(name).build());
    }

    @Test
    default void thePersonIsFoundByTheStartOfAnyWordOfNameAddressAndId() {
        ports().with(Fixtures.person("u-4711")
                .named("Ada King Lovelace")
                .email("countess@example.org")
                .build());
        register("bada", "Bada");

        for (String start : List.of("a", "ADA", "king", "Love", "lovelace", "count", "countess@exam", "u-47", "4711")) {
            assertThat(found(start)).as(start).containsExactly("u-4711");
        }
        for (String none : List.of("da", "lovelaces", "x", "a".repeat(2_000))) {
            assertThat(found(none)).as(none).isEmpty();
        }
    }

    @Test
    default void caseAndAccentsAreIgnored() {
        register("p1", "Çağla ÖZ");
        register("p2", "ΟΔΥΣΣΕΥΣ");
        register("p3", "İstanbul");
        register("p4", "Straße");

        assertThat(found("cagla oz")).containsExactly("p1");
        assertThat(found("çağ")).containsExactly("p1");
        assertThat(found("οδυσσευς")).containsExactly("p2");
        assertThat(found("οδύσσευς")).containsExactly("p2");
        assertThat(found("ist")).containsExactly("p3");
        assertThat(found("STRAß")).containsExactly("p4");
        assertThat(found("strass")).isEmpty();
    }

    @Test
    default void allWordsOfTheSearchMustMatch() {
        register("p1", "Ada Lovelace");
        register("p2", "Ada Byron");

        assertThat(found("love ada")).containsExactly("p1");
        assertThat(found("a b")).containsExactly("p2");
        assertThat(found("ada ada")).containsExactly("p1", "p2");
        assertThat(found("ada x")).isEmpty();
    }

    @Test
    default void aSearchWithoutAnyWordListsAllByName() {
        register("p1", "Linus");
        register("p2", "Ada");

        for (String none : List.of("", " ", "-", "@")) {
            assertThat(found(none)).as(none).containsExactly("p2", "p1");
        }
    }

    @Test
    default void aPersonWhoMatchesByManyWordsIsFoundOnceAcrossAllPages() {
        IntStream.range(0, 18).forEach(number -> register("ada" + number, "Ada Adam Adele Adamina " + number));

        for (int limit : List.of(1, 7, 17, 18, 19, 100)) {
            assertThat(found("ad", limit)).as("pages of " + limit).hasSize(18).doesNotHaveDuplicates();
        }
    }

    @Test
    default void aFullLastPageOfASearchHasNoCursor() {
        register("p1", "Ada");
        register("p2", "Ada");

        assertThat(search("ada", 2, Optional.empty()).nextCursor()).isEmpty();
        assertThat(search("ada", 1, Optional.empty()).nextCursor()).isPresent();
    }

    @Test
    default void pagesAreFullAlsoIfFewPeopleMatchTheOtherWords() {
        IntStream.range(0, 130).forEach(number -> register("p" + number, "Person " + (number % 13 == 0 ? "X" : "Y")));

        Page<Stored<Participant>> page = search("person x", 9, Optional.empty());

        assertThat(page.data()).hasSize(9);
        assertThat(search("person x", 9, page.nextCursor()))
                .returns(1, next -> next.data().size())
                .returns(Optional.empty(), Page::nextCursor);
    }

    @Test
    default void whatIsFoundFollowsARenaming() {
        register("p1", "Ada Lovelace");
        register("p1", "Augusta King");

        assertThat(found("ada")).isEmpty();
        assertThat(found("king")).containsExactly("p1");
    }

    @Test
    default void aWordThatTheIndexStillHasFindsNobodyWhoHasLostIt() {
        register("p1", "Ada");
        Table outdated = new ForwardingTable(ports().table) {
            @Override
            public Map<Key, Map<String, AttributeValue>> batchGet(Collection<Key> keys) {
                register("p1", "Augusta");
                return super.batchGet(keys);
            }
        };

        assertThat(new TableDirectory(outdated, Fixtures.PARTICIPANT_READER)
                        .participants("ada", 10, Optional.empty())
                        .data())
                .isEmpty();
    }

    @Test
    default void anErasedPersonIsNotFoundAndNoKeyHasTheirName() {
        ports().with(Fixtures.person("p1")
                .named("Ada Lovelace")
                .email("ada@example.org")
                .build());
        ports().erasure.tombstone("p1", Fixtures.NOW, Fixtures.NOW, "root");

        for (String word : List.of("ada", "lovelace", "example", "p1", "erased")) {
            assertThat(found(word)).as(word).isEmpty();
        }
        assertThat(ports().table
                        .query(Table.Query.prefix(Index.TABLE, Keys.user("p1"), ""))
                        .items())
                .hasSize(1)
                .allSatisfy(item -> assertThat(item.toString()).doesNotContainIgnoringCase("lovelace"));
    }

    @Test
    default void fortyWordsAndAllAliasesAreReplacedInOneTransaction() {
        ports().with(Fixtures.person("p1")
                .named(words('\u4e00'))
                .email("p1@example.org")
                .slackUserId("U1")
                .subject("idp|1")
                .build());
        ports().with(Fixtures.person("p1")
                .named(words('\u5e00'))
                .email("p2@example.org")
                .slackUserId("U2")
                .subject("idp|2")
                .build());

        assertThat(found("\u4e01")).isEmpty();
        assertThat(found("\u5e01 \u5e27")).containsExactly("p1");
        assertThat(found("\u5e28")).as("the 41st word").isEmpty();
    }

    /** A name of 60 words, which begins with that character. */
    private static String words(char first) {
        return IntStream.range(first, first + 60).mapToObj(Character::toString).collect(Collectors.joining(" "));
    }

    @Test
    default void aForgedCursorOfASearchIsRefused() {
        register("p1", "Linus");
        register("p2", "Linus");

        for (String forged : List.of("", "!", Cursor.encode(""), Cursor.encode("ada#p1"), Cursor.encode("linus"))) {
            assertThatExceptionOfType(InvalidCursorException.class)
                    .as("cursor <%s>", forged)
                    .isThrownBy(() -> search("lin", 1, Optional.of(forged)));
        }
        assertThat(search("lin", 1, Optional.of(Cursor.encode("linus#"))).data())
                .hasSize(1);
    }
}
