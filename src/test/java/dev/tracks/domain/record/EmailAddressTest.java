package dev.tracks.domain.record;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
    @ParameterizedTest
    @CsvSource({
        "ada@example.com, ada@example.com, ada@example.com",
        "Ada.L@Example.COM, Ada.L@Example.COM, ada.l@example.com",
        "ada@bücher.example, ada@xn--bcher-kva.example, ada@xn--bcher-kva.example",
        "ada@BÜCHER.example, ada@xn--bcher-kva.example, ada@xn--bcher-kva.example",
        "Ada@XN--bcher-kva.example, Ada@XN--bcher-kva.example, ada@xn--bcher-kva.example",
        "ada@例え.jp, ada@xn--r8jz45g.jp, ada@xn--r8jz45g.jp",
        "ada@ｅxample.com, ada@example.com, ada@example.com",
        "ada@Ა.example, ada@xn--lod.example, ada@xn--lod.example" // a capital of Unicode 11
    })
    void theDomainIsSentInPunycodeAndComparedIgnoringCase(String given, String address, String comparable) {
        assertThat(EmailAddress.of(given)).isEqualTo(new EmailAddress(address, comparable));
    }

    /** Each of them can be a verified mailbox of its own; the first three become "kim" by case or normalization. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u212Aim@example.com",
                "\uFF4Bim@example.com",
                "k\u0131m@example.com",
                "\u200Bkim@example.com",
                " kim@example.com",
                "kim @example.com",
                "kim@example.com\u00A0",
                "kim@example.com@evil.example"
            })
    void anAddressThatOnlyResemblesAnotherIsNotThatAddress(String text) {
        assertThat(EmailAddress.of(text).comparable())
                .isNotEqualTo(EmailAddress.of("kim@example.com").comparable());
    }

    @Test
    void composedAndDecomposedLettersAreTheSameDomain() {
        assertThat(EmailAddress.of("ada@bu\u0308cher.example")).isEqualTo(EmailAddress.of("ada@b\u00FCcher.example"));
    }

    /** IDNA 2003 would make another domain of them, which can belong to somebody else. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@straße.example",
                "ada@STRAẞE.example",
                "ada@βόλος.example",
                "ada@exam\u200Bple.com",
                "ada@exam\u00ADple.com",
                "ada@نامه\u200Cای.example",
                "ada@\uD83D\uDE00.example"
            })
    void aDomainWithoutAPunycodeFormOfItsOwnStaysAsItIs(String text) {
        assertThat(EmailAddress.of(text).address()).isEqualTo(text);
    }

    @Property
    void everyTextHasAnAddressThatIsItsOwnAddress(@ForAll String local, @ForAll String domain) {
        EmailAddress address = EmailAddress.of(local + "@" + domain);

        assertThat(EmailAddress.of(address.address())).isEqualTo(address);
        assertThat(EmailAddress.of(address.comparable()).comparable()).isEqualTo(address.comparable());
    }

    @Property
    void everyTextHasAnAddress(@ForAll String text) {
        assertThat(EmailAddress.of(text).comparable()).isNotNull();
    }
}
