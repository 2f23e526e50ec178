package dev.tracks.channel;

import dev.tracks.slack.SlackMethod;
import java.util.Arrays;
import java.util.Set;

/**
 * Classifies the errors of {@code chat.postMessage} (Slack docs, "chat.postMessage", Errors). A test compares the codes
 * with the documented ones.
 */
public enum SlackErrors {
    /** Slack sent nothing and accepts the message later: rate limits, and a request that arrived incomplete. */
    WAIT("message_limit_exceeded", "rate_limited", "ratelimited", "request_timeout"),

    /**
     * Slack does not accept the bot token, for example because it was replaced. If there is no other token, the channel
     * is down.
     */
    TOKEN(SlackMethod.TOKEN_ERRORS),

    /** The app or the workspace may send nothing at all, until an admin or a new version of this program fixes that. */
    DOWN(
            // The app: its scopes, its token's type, its messages tab, and the method that it calls.
            "deprecated_endpoint",
            "messages_tab_disabled",
            "metadata_must_be_sent_from_app",
            "method_deprecated",
            "missing_scope",
            "no_permission",
            "not_allowed_token_type",
            // The workspace: its policies, and its migration to an organization.
            "accesslimited",
            "ekm_access_denied",
            "enterprise_is_restricted",
            "org_login_required",
            "restricted_action",
            "team_access_not_granted",
            "team_added_to_org",
            "two_factor_setup_required"),

    /** The recipient: no such user, or a conversation in which the app may not write. */
    RECIPIENT(
            "access_denied",
            "app_access_restricted",
            "cannot_dm_bot",
            "channel_not_found",
            "channel_type_not_supported",
            "is_archived",
            "is_inactive",
            "not_in_channel",
            "restricted_action_non_threadable_channel",
            "restricted_action_read_only_channel",
            "restricted_action_thread_locked",
            "restricted_action_thread_only_channel",
            "team_not_found",
            "user_disabled",
            "user_not_found",
            "user_not_visible",
            "users_not_found"),

    /** The message or its request: a bug in this program. */
    MESSAGE(
            "as_user_not_supported",
            "attachment_payload_limit_exceeded",
            "cannot_reply_to_message",
            "draft_already_deleted",
            "draft_already_sent",
            "draft_has_conflict",
            "draft_not_found",
            "duplicate_channel_not_found",
            "duplicate_message_not_found",
            "invalid_arg_name",
            "invalid_arguments",
            "invalid_array_arg",
            "invalid_blocks",
            "invalid_blocks_format",
            "invalid_charset",
            "invalid_form_data",
            "invalid_json",
            "invalid_metadata_format",
            "invalid_metadata_schema",
            "invalid_post_type",
            "json_not_object",
            "markdown_text_conflict",
            "metadata_too_large",
            "missing_file_data",
            "missing_post_type",
            "msg_blocks_too_long",
            "msg_too_long",
            "no_text",
            "send_on_behalf_not_allowed",
            "slack_connect_canvas_sharing_blocked",
            "slack_connect_file_link_sharing_blocked",
            "slack_connect_lists_sharing_blocked",
            "too_many_attachments",
            "too_many_contact_cards"),

    /**
     * Slack may have sent the message ({@code fatal_error}: "some aspect of the operation succeeded"); so may it after
     * a code that is not listed. The queue redelivers the record.
     */
    UNKNOWN("fatal_error", "internal_error", "service_unavailable");

    private final Set<String> codes;

    SlackErrors(String... codes) {
        this(Set.of(codes));
    }

    SlackErrors(Set<String> codes) {
        this.codes = codes;
    }

    /** The class of an error; {@link #UNKNOWN} if it is not listed. */
    public static SlackErrors of(String code) {
        return Arrays.stream(values())
                .filter(each -> each.codes.contains(code))
                .findFirst()
                .orElse(UNKNOWN);
    }

    /** Whether the error is in one of the classes. */
    static boolean isListed(String code) {
        return Arrays.stream(values()).anyMatch(each -> each.codes.contains(code));
    }

    Set<String> codes() {
        return codes;
    }
}
