package dev.tracks.channel;

import java.util.Set;

/**
 * Classifies the errors of {@code chat.postMessage} (Slack docs, "chat.postMessage", Errors). With an error that is in
 * neither list, it is unknown whether Slack sent the message (after {@code fatal_error} it may have); the queue then
 * redelivers the record.
 */
public final class SlackErrors {
    /** Rate limits. */
    private static final Set<String> TRANSIENT = Set.of("ratelimited", "rate_limited", "message_limit_exceeded");

    /** Slack does not accept the bot token, for example because it was replaced. These errors are permanent too. */
    private static final Set<String> TOKEN =
            Set.of("account_inactive", "invalid_auth", "not_authed", "token_expired", "token_revoked");

    /** Slack would refuse the same message from the same app again. */
    private static final Set<String> PERMANENT = Set.of(
            // About the person.
            "channel_not_found",
            "user_not_found",
            "user_disabled",
            "user_not_visible",
            "users_not_found",
            "cannot_dm_bot",
            "messages_tab_disabled",
            "is_archived",
            "is_inactive",
            "not_in_channel",
            "channel_type_not_supported",
            "team_not_found",
            "team_access_not_granted",
            // About the app.
            "account_inactive",
            "invalid_auth",
            "not_authed",
            "token_expired",
            "token_revoked",
            "missing_scope",
            "not_allowed_token_type",
            "no_permission",
            "access_denied",
            "ekm_access_denied",
            "enterprise_is_restricted",
            "method_deprecated",
            "deprecated_endpoint",
            "two_factor_setup_required",
            "restricted_action",
            "restricted_action_read_only_channel",
            "restricted_action_thread_only_channel",
            "restricted_action_non_threadable_channel",
            // About the message.
            "no_text",
            "msg_too_long",
            "msg_blocks_too_long",
            "invalid_blocks",
            "invalid_blocks_format",
            "invalid_arguments",
            "invalid_arg_name",
            "invalid_array_arg",
            "invalid_charset",
            "invalid_form_data",
            "invalid_json",
            "json_not_object",
            "invalid_post_type",
            "missing_post_type");

    private SlackErrors() {}

    static boolean isTransient(String error) {
        return TRANSIENT.contains(error);
    }

    static boolean isAboutToken(String error) {
        return TOKEN.contains(error);
    }

    public static boolean isPermanent(String error) {
        return PERMANENT.contains(error);
    }
}
