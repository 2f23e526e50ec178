package dev.tracks.domain.record;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Splits texts into the words of the search for people. A word is a sequence of letters, digits and pictographs such as
 * emoji; everything else separates words. Case, accents and invisible characters are ignored. Nothing else is
 * replaced: {@code ß} differs from {@code ss}, and {@code ø} from {@code o}.
 */
public final class SearchWords {
    /** The maximum number of words by which a person is found (contract). */
    public static final int MAX = 40;
    /** The number of characters of a word that count, in code points without accents (contract). */
    public static final int LENGTH_MAX = 32;

    private SearchWords() {}

    /** The first {@link #MAX} different words of the person's name, e-mail address and id. */
    public static List<String> of(Participant participant) {
        return Stream.of(participant.name(), participant.email().orElse(""), participant.id())
                .flatMap(text -> of(text).stream())
                .distinct()
                .limit(MAX)
                .toList();
    }

    /** The different words of a text, each cut to {@link #LENGTH_MAX}. */
    public static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFD)
                .codePoints()
                .filter(c -> !isIgnored(c))
                .forEach(c -> {
                    if (isPartOfWord(c)) {
                        word.appendCodePoint(folded(c));
                    } else {
                        words.add(cut(word));
                        word.setLength(0);
                    }
                });
        words.add(cut(word));
        return words.stream().filter(found -> !found.isEmpty()).distinct().toList();
    }

    /** Whether each searched word is the start of one of the words. */
    public static boolean match(List<String> searched, List<String> words) {
        return searched.stream().allMatch(start -> words.stream().anyMatch(word -> word.startsWith(start)));
    }

    /** Accents and other marks, joiners, byte order marks. */
    private static boolean isIgnored(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.FORMAT -> true;
            default -> false;
        };
    }

    private static boolean isPartOfWord(int c) {
        return Character.isLetterOrDigit(c) || Character.getType(c) == Character.OTHER_SYMBOL;
    }

    /** Each character by itself: {@code String.toLowerCase} writes a sigma at the end of a word differently. */
    private static int folded(int c) {
        return Character.toLowerCase(Character.toUpperCase(c));
    }

    private static String cut(StringBuilder word) {
        return word.codePointCount(0, word.length()) <= LENGTH_MAX
                ? word.toString()
                : word.substring(0, word.offsetByCodePoints(0, LENGTH_MAX));
    }
}
