package dev.tracks.store;

import dev.tracks.Fixtures;
import dev.tracks.store.item.person.ParticipantItem;
import dev.tracks.store.table.Check;
import dev.tracks.store.table.Condition;
import dev.tracks.store.table.ItemWriter;
import dev.tracks.store.table.Items;
import dev.tracks.usecase.WriteResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An example of a condition.
 *
 * @param before the current item
 * @param holds whether the condition holds for it
 */
record ConditionCase(String name, Check check, Optional<Map<String, AttributeValue>> before, boolean holds) {
    private static final Instant NOW = Fixtures.NOW;
    private static final Instant EARLIER = NOW.minus(Duration.ofMillis(1));
    private static final Instant LATER = NOW.plus(Duration.ofMillis(1));

    /** Examples on both sides of each boundary of the condition. */
    static List<ConditionCase> of(Condition condition) {
        return switch (condition.form()) {
            case ABSENT -> absent(Check.of(condition));
            case SAME_VERSION -> sameVersion(Check.version(condition, 10));
            case PENDING ->
                pending(new Check(
                        condition,
                        Map.of("#version", Items.VERSION, "#pending", Items.PENDING),
                        Map.of(":version", Items.number(10))));
            case SAME_HOLD ->
                sameHold(new Check(
                        condition,
                        Map.of("#version", Items.VERSION, "#held", "heldUntil"),
                        Map.of(":version", Items.number(10), ":held", Items.time(NOW))));
            case UNUSED ->
                unused(new Check(condition, Map.of("#expires", "expiresAt"), Map.of(":now", Items.time(NOW))));
            case UNCLAIMED ->
                unclaimed(new Check(
                        condition,
                        Map.of("#delivered", "deliveredAt", "#failed", "failedAt", "#claimed", "claimedAt"),
                        Map.of(":staleBefore", Items.time(NOW))));
            case SAME_CLAIM ->
                sameClaim(new Check(condition, Map.of("#claimed", "claimedAt"), Map.of(":claimed", Items.time(NOW))));
            case SAME_MAIL ->
                sameMail(new Check(
                        condition,
                        Map.of("#channelId", "channelId", "#failed", "failedAt"),
                        Map.of(":channelId", Items.text("mail-1"))));
            case SAME_EMAIL ->
                sameEmail(new Check(
                        condition, Map.of("#email", "email"), Map.of(":email", Items.text("ada@example.com"))));
            case NOT_ERASED -> notErased(new Check(condition, Map.of("#erased", ParticipantItem.ERASED_AT), Map.of()));
            case ABSENT_OR_OWN ->
                absentOrOwn(
                        new Check(condition, Map.of("#owner", "participantId"), Map.of(":owner", Items.text("ada"))));
            case NO_OUTAGE -> noOutage(new Check(condition, Map.of("#since", "since"), Map.of()));
            case DUE -> due(new Check(condition, Map.of("#next", "next"), Map.of(":now", Items.time(NOW))));
            case NONE -> List.of(nothing(Check.of(condition), true), some(Check.of(condition), "some", true, i -> i));
        };
    }

    private static List<ConditionCase> absentOrOwn(Check check) {
        return List.of(
                nothing(check, true),
                some(check, "own", true, item -> item.text("participantId", "ada")),
                some(check, "of another person", false, item -> item.text("participantId", "grace")));
    }

    private static List<ConditionCase> absent(Check check) {
        return List.of(nothing(check, true), some(check, "some", false, item -> item));
    }

    private static List<ConditionCase> sameVersion(Check check) {
        return List.of(
                nothing(check, false),
                some(check, "no version", false, item -> item),
                some(check, "older", false, item -> item.number(Items.VERSION, 9)),
                some(check, "same", true, item -> item.number(Items.VERSION, 10)),
                some(check, "newer", false, item -> item.number(Items.VERSION, 11)),
                some(check, "as text", false, item -> item.text(Items.VERSION, "10")));
    }

    private static List<ConditionCase> pending(Check check) {
        return List.of(
                nothing(check, false),
                some(check, "not pending", false, item -> item.number(Items.VERSION, 10)),
                some(check, "no version", false, item -> item.text(Items.PENDING, "enrolled")),
                some(
                        check,
                        "older",
                        false,
                        item -> item.text(Items.PENDING, "enrolled").number(Items.VERSION, 9)),
                some(
                        check,
                        "same",
                        true,
                        item -> item.text(Items.PENDING, "enrolled").number(Items.VERSION, 10)));
    }

    private static List<ConditionCase> sameHold(Check check) {
        return List.of(
                nothing(check, false),
                some(check, "not held", false, item -> item.number(Items.VERSION, 10)),
                some(check, "older", false, item -> item.time("heldUntil", NOW).number(Items.VERSION, 9)),
                some(
                        check,
                        "held till earlier",
                        false,
                        item -> item.time("heldUntil", EARLIER).number(Items.VERSION, 10)),
                some(
                        check,
                        "held till then",
                        true,
                        item -> item.time("heldUntil", NOW).number(Items.VERSION, 10)),
                some(
                        check,
                        "held till later",
                        false,
                        item -> item.time("heldUntil", LATER).number(Items.VERSION, 10)));
    }

    private static List<ConditionCase> unused(Check check) {
        return List.of(
                nothing(check, true),
                some(check, "no expiry", false, item -> item),
                some(check, "expired", true, item -> item.time("expiresAt", EARLIER)),
                some(check, "expires now", false, item -> item.time("expiresAt", NOW)),
                some(check, "expires later", false, item -> item.time("expiresAt", LATER)));
    }

    private static List<ConditionCase> unclaimed(Check check) {
        return List.of(
                nothing(check, false),
                some(check, "fresh", true, item -> item),
                some(check, "stale", true, item -> item.time("claimedAt", EARLIER)),
                some(check, "just not stale", false, item -> item.time("claimedAt", NOW)),
                some(check, "claimed", false, item -> item.time("claimedAt", LATER)),
                some(check, "delivered", false, item -> item.time("deliveredAt", EARLIER)),
                some(check, "refused", false, item -> item.time("failedAt", EARLIER)),
                some(
                        check,
                        "delivered, stale",
                        false,
                        item -> item.time("claimedAt", EARLIER).time("deliveredAt", EARLIER)));
    }

    private static List<ConditionCase> sameClaim(Check check) {
        return List.of(
                nothing(check, false),
                some(check, "unclaimed", false, item -> item),
                some(check, "claimed earlier", false, item -> item.time("claimedAt", EARLIER)),
                some(check, "claimed then", true, item -> item.time("claimedAt", NOW)),
                some(check, "claimed later", false, item -> item.time("claimedAt", LATER)));
    }

    private static List<ConditionCase> sameMail(Check check) {
        return List.of(
                nothing(check, false),
                some(check, "not sent", false, item -> item),
                some(check, "that mail", true, item -> item.text("channelId", "mail-1")),
                some(check, "another mail", false, item -> item.text("channelId", "mail-2")),
                some(
                        check,
                        "failed",
                        false,
                        item -> item.text("channelId", "mail-1").time("failedAt", EARLIER)));
    }

    private static List<ConditionCase> sameEmail(Check check) {
        return List.of(
                nothing(check, false),
                some(check, "no address", false, item -> item),
                some(check, "that address", true, item -> item.text("email", "ada@example.com")),
                some(check, "another address", false, item -> item.text("email", "ada@example.org")));
    }

    private static List<ConditionCase> notErased(Check check) {
        return List.of(
                nothing(check, true),
                some(check, "a person", true, item -> item.number(Items.VERSION, 1)),
                some(check, "a tombstone", false, item -> item.time(ParticipantItem.ERASED_AT, NOW)));
    }

    private static List<ConditionCase> noOutage(Check check) {
        return List.of(
                nothing(check, true),
                some(check, "one that is over", true, item -> item),
                some(check, "an outage", false, item -> item.time("since", NOW)));
    }

    private static List<ConditionCase> due(Check check) {
        return List.of(
                nothing(check, true),
                some(check, "no time", true, item -> item),
                some(check, "due since", true, item -> item.time("next", EARLIER)),
                some(check, "due now", true, item -> item.time("next", NOW)),
                some(check, "due later", false, item -> item.time("next", LATER)));
    }

    private static ConditionCase nothing(Check check, boolean holds) {
        return new ConditionCase("nothing", check, Optional.empty(), holds);
    }

    private static ConditionCase some(Check check, String name, boolean holds, UnaryOperator<ItemWriter> attributes) {
        ItemWriter item = attributes.apply(ItemWriter.at(TableContract.KEY));
        return new ConditionCase(name, check, Optional.of(item.build()), holds);
    }

    WriteResult written() {
        return holds ? WriteResult.WRITTEN : WriteResult.CONDITION_FAILED;
    }

    @Override
    public String toString() {
        return check.condition() + ": " + name;
    }
}
