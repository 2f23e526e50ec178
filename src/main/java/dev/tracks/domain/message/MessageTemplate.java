package dev.tracks.domain.message;

import dev.tracks.domain.TextLimit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message as an admin wrote it, taken apart once: literal text and placeholders, in order.
 *
 * <p>A placeholder is <code>{{</code>, a name, <code>}}</code>, with blanks allowed around the name, all on one line;
 * the name is anything but braces. All else is literal, so <code>{{}}</code>, <code>{{ }}</code> and single braces
 * are, and <code>{{{user}}}</code> is a name in braces. A name that is not known is refused rather than sent to people
 * as it stands: it is a typing error.
 */
public final class MessageTemplate {
    /** The most code points of an invitation, a reminder or a confirmation, as saved and as rendered (contract: Step). */
    public static final int MESSAGE_MAX = 3_000;

    /** The most code points of a button's text, as saved and as rendered (contract: Step). */
    public static final int BUTTON_MAX = 75;

    /** The most code points of a mail's subject, as saved and as sent (contract: Step; RFC 5322, 2.1.1). */
    public static final int SUBJECT_MAX = 78;

    // All line breaks that \R knows end the search: a name does not span lines. Possessive, so that time is linear.
    private static final Pattern BRACED = Pattern.compile("\\{\\{([^{}\n\r\u000B\f\u0085\u2028\u2029]*+)}}");

    private final String text;
    private final List<Piece> pieces;
    private final Set<Placeholder> placeholders;

    private MessageTemplate(String text, List<Piece> pieces, Set<Placeholder> placeholders) {
        this.text = text;
        this.pieces = List.copyOf(pieces);
        this.placeholders = Collections.unmodifiableSet(placeholders);
    }

    /** A part of a template. */
    public sealed interface Piece permits Literal, Slot {
        /** Applies the function for this kind of piece. */
        <T> T fold(Function<String, T> literal, Function<Placeholder, T> slot);
    }

    /** Text to be sent as it stands; never empty. */
    public record Literal(String text) implements Piece {
        @Override
        public <T> T fold(Function<String, T> literal, Function<Placeholder, T> slot) {
            return literal.apply(text);
        }
    }

    /** The place of a value. */
    public record Slot(Placeholder placeholder) implements Piece {
        @Override
        public <T> T fold(Function<String, T> literal, Function<Placeholder, T> slot) {
            return slot.apply(placeholder);
        }
    }

    /**
     * Takes the text apart. Its length is not looked at: that is a matter of the field, see {@link TextLimit}.
     *
     * @throws UnknownPlaceholderException naming the first placeholder that does not exist
     */
    public static MessageTemplate parse(String text) {
        return parse(text, name -> {
            throw new UnknownPlaceholderException(name);
        });
    }

    /**
     * Takes a stored text apart. Never fails: a placeholder that does not exist is literal text, because another version
     * of this program can have known it.
     */
    public static MessageTemplate stored(String text) {
        return parse(text, name -> {});
    }

    private static MessageTemplate parse(String text, Consumer<String> unknown) {
        List<Piece> pieces = new ArrayList<>();
        Set<Placeholder> placeholders = EnumSet.noneOf(Placeholder.class);
        Matcher braced = BRACED.matcher(text);
        int literalStart = 0;
        while (braced.find()) {
            String name = withoutBlanksAround(braced.group(1));
            Optional<Placeholder> placeholder = Placeholder.named(name);
            if (placeholder.isPresent()) {
                addLiteral(pieces, text, literalStart, braced.start());
                pieces.add(new Slot(placeholder.get()));
                placeholders.add(placeholder.get());
                literalStart = braced.end();
            } else if (!name.isEmpty()) {
                unknown.accept(name);
            }
        }
        addLiteral(pieces, text, literalStart, text.length());
        return new MessageTemplate(text, pieces, placeholders);
    }

    /** The text as the admin wrote it. */
    public String text() {
        return text;
    }

    /** Literal text and placeholders, in order; two literals never follow each other. */
    public List<Piece> pieces() {
        return pieces;
    }

    /** Which placeholders occur: what has to be read to render it, the manager for instance. Unmodifiable. */
    public Set<Placeholder> placeholders() {
        return placeholders;
    }

    /** Templates are equal if their texts are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof MessageTemplate template && template.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    private static void addLiteral(List<Piece> pieces, String text, int start, int end) {
        if (start < end) {
            pieces.add(new Literal(text.substring(start, end)));
        }
    }

    // Not String.strip(): a non-breaking space, as text copied from a web page has it, is a blank too.
    private static String withoutBlanksAround(String name) {
        int start = 0;
        int end = name.length();
        while (start < end && isBlank(name.charAt(start))) {
            start++;
        }
        while (start < end && isBlank(name.charAt(end - 1))) {
            end--;
        }
        return name.substring(start, end);
    }

    private static boolean isBlank(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }
}
