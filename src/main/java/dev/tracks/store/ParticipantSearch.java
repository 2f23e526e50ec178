package dev.tracks.store;

import dev.tracks.domain.record.SearchWords;
import dev.tracks.store.item.person.WordItem;
import dev.tracks.store.table.Index;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Table;
import dev.tracks.store.table.Utf8Order;
import dev.tracks.usecase.view.Directory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Finds participants by the starts of their search words. The longest searched word is looked up in the index. The
 * people whom it leads to are read from the table, which decides about the other words, so a result is never outdated.
 */
public final class ParticipantSearch {
    /** A page looks up at most this number of times {@link Directory#BATCH} words, so that its cost is bounded. */
    private static final int LOOKUPS = 10;

    private static final Comparator<Map<String, AttributeValue>> ORDER =
            Comparator.comparing(ParticipantSearch::position, Utf8Order::compare);

    private final Table table;
    private final List<String> words;
    private final String longest;

    /** @param words at least one */
    public ParticipantSearch(Table table, List<String> words) {
        this.table = table;
        this.words = words;
        this.longest =
                words.stream().max(Comparator.comparingInt(String::length)).orElseThrow();
    }

    /**
     * A page of the people who match all words, in the order of the words that were looked up. If few people match all
     * words, it can be shorter than the limit although another page follows.
     */
    <T> Directory.Page<T> page(int limit, Optional<String> cursor, Function<Map<String, AttributeValue>, T> read) {
        int batch = words.size() == 1 ? Math.min(limit + 1, Directory.BATCH) : Directory.BATCH;
        List<Match> matches = new ArrayList<>();
        Optional<String> after = cursor.map(this::position);
        for (int lookup = 0; lookup < LOOKUPS; lookup++) {
            List<Map<String, AttributeValue>> found = lookUp(batch, after);
            matches.addAll(matches(found));
            if (matches.size() > limit) {
                List<Match> first = matches.subList(0, limit);
                return page(first, Optional.of(position(first.get(limit - 1).word())), read);
            }
            if (found.size() < batch) {
                return page(matches, Optional.empty(), read);
            }
            after = Optional.of(position(found.get(batch - 1)));
        }
        return page(matches, after, read);
    }

    /**
     * The ids of the people to whom the longest word leads, which may be outdated; empty if more words than that start
     * with it.
     */
    public Optional<Set<String>> candidates(int most) {
        List<String> found = IntStream.range(0, Keys.SHARDS)
                .boxed()
                .flatMap(shard -> Pages.all(table, query(shard)))
                .limit(most + 1L)
                .map(WordItem::participantId)
                .toList();
        return found.size() > most ? Optional.empty() : Optional.of(Set.copyOf(new HashSet<>(found)));
    }

    /** Those of these people who match all words. One request for 100 people. */
    public Set<String> matching(Collection<String> participantIds) {
        Map<Key, Map<String, AttributeValue>> people =
                Pages.items(table, participantIds.stream().map(Keys::participant));
        return participantIds.stream()
                .filter(id -> Optional.ofNullable(people.get(Keys.participant(id)))
                        .filter(this::hasAllWords)
                        .isPresent())
                .collect(Collectors.toSet());
    }

    private boolean hasAllWords(Map<String, AttributeValue> person) {
        return SearchWords.match(words, WordItem.listed(person).toList());
    }

    private static <T> Directory.Page<T> page(
            List<Match> matches, Optional<String> next, Function<Map<String, AttributeValue>, T> read) {
        return new Directory.Page<>(
                matches.stream().map(match -> read.apply(match.person())).toList(), next.map(Cursor::encode));
    }

    /** A word item, and the person whom it leads to. */
    private record Match(Map<String, AttributeValue> word, Map<String, AttributeValue> person) {}

    /** The next word items of all shards. */
    private List<Map<String, AttributeValue>> lookUp(int limit, Optional<String> after) {
        return IntStream.range(0, Keys.SHARDS)
                .boxed()
                .flatMap(shard -> lookUp(shard, limit, after))
                .sorted(ORDER)
                .limit(limit)
                .toList();
    }

    private Stream<Map<String, AttributeValue>> lookUp(int shard, int limit, Optional<String> after) {
        Optional<Map<String, AttributeValue>> from = after.map(position -> WordItem.indexKey(shard, position));
        return Pages.all(table, query(shard).page(limit, from)).limit(limit);
    }

    private Table.Query query(int shard) {
        return Table.Query.prefix(Index.GSI1, Keys.words(shard), longest);
    }

    /** Keeps those that lead to a person who matches all words. */
    private List<Match> matches(List<Map<String, AttributeValue>> found) {
        if (found.isEmpty()) {
            return List.of();
        }
        Map<Key, Map<String, AttributeValue>> people =
                table.batchGet(found.stream().map(ParticipantSearch::person).toList());
        return found.stream()
                .filter(word -> people.containsKey(person(word)))
                .map(word -> new Match(word, people.get(person(word))))
                .filter(this::isResult)
                .toList();
    }

    private static Key person(Map<String, AttributeValue> word) {
        return Keys.participant(WordItem.participantId(word));
    }

    /** Of several words of a person that match the one looked up, only the first counts: each person is found once. */
    private boolean isResult(Match match) {
        return WordItem.listed(match.person())
                        .filter(word -> word.startsWith(longest))
                        .min(Utf8Order::compare)
                        .equals(Optional.of(WordItem.word(match.word())))
                && hasAllWords(match.person());
    }

    private static String position(Map<String, AttributeValue> word) {
        return word.get(Index.GSI1.sort()).s();
    }

    private String position(String cursor) {
        String position = Cursor.decode(cursor, 1).sortKey(0, query(0));
        if (position.indexOf(WordItem.SEPARATOR) < 0) {
            throw new Directory.InvalidCursorException();
        }
        return position;
    }
}
