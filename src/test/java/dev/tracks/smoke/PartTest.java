package dev.tracks.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Template;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PartTest {
    /** {@code OperationsPageTest} checks that the page explains each alarm of the template. */
    @ParameterizedTest
    @EnumSource
    void eachPartNamesADocumentAndOnlyAlarmsThatExist(Part part) {
        assertThat(Template.read().named("AWS::CloudWatch::Alarm")).containsAll(part.alarms());
        assertThat(part.remedy()).contains("docs/").endsWith(".");
    }
}
