package dev.tracks.domain.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tracks.domain.InvalidFieldException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PersonRefTest {
    @Test
    void anIdIsNamedByTheFieldParticipantId() {
        PersonRef ada = PersonRef.of("ada");

        assertThat(ada.participantId()).contains("ada");
        assertThat(ada.kind()).isEqualTo("id");
        assertThat(ada.value()).isEqualTo("ada");
        assertThat(ada.field()).isEqualTo("participantId");
        assertThat(ada.evidence()).isEqualTo(Map.of("id", "ada"));
    }

    @Test
    void anAliasIsNamedByTheFieldOfItsKindAndValuedAsItIsCompared() {
        PersonRef ada = PersonRef.of(Alias.email("Ada@Example.com"));

        assertThat(ada.participantId()).isEmpty();
        assertThat(ada.kind()).isEqualTo("email");
        assertThat(ada.value()).isEqualTo("ada@example.com");
        assertThat(ada.field()).isEqualTo("participant.email");
        assertThat(ada.evidence()).isEqualTo(Map.of("email", "ada@example.com"));
    }

    @Test
    void anInvalidIdIsRefused() {
        assertThatExceptionOfType(InvalidFieldException.class).isThrownBy(() -> PersonRef.of("no id"));
    }

    @Test
    void aReferenceIsEitherAnIdOrAnAlias() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PersonRef(Optional.empty(), Optional.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PersonRef(Optional.of("ada"), Optional.of(Alias.subject("auth0|1"))));
    }
}
