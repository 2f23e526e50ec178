/**
 * Renders messages with Qute. It may use the domain and the rendering port.
 *
 * <ul>
 *   <li><b>A locked-down engine.</b> With the engine that Quarkus injects, an admin's text could read the
 *       configuration and call beans (decision record 0023). This engine resolves placeholders and nothing else, and
 *       needs no reflection.
 *   <li><b>Text of admins is never parsed as Qute.</b> {@link dev.tracks.domain.message.MessageTemplate} finds the
 *       placeholders and refuses unknown ones when a step is saved. All other text is literal, and every character is
 *       kept.
 *   <li><b>Qute parses what is generated from the pieces.</b> Each placeholder becomes an expression and each literal an
 *       unparsed block <code>{|…|}</code>. Qute (3.34) creates a template from text only, and its parser hook maps text
 *       to text, so the domain's parse cannot be shared (decision record 0023). A backslash is no way to escape braces:
 *       Qute cannot escape the backslash itself.
 *   <li><b>Values are data.</b> They are not parsed, so a person may be named <code>{config:x}</code>. They are not
 *       escaped either: that depends on the channel and happens at delivery.
 *   <li><b>Long messages are shortened, never refused.</b> Names are not known when a step is saved, and an
 *       enrollment must not fail because a name is long. Values are cut before rendering, which bounds the memory.
 *   <li><b>The engine is created once per process and warmed up at init.</b> Parsed templates are cached.
 * </ul>
 */
package dev.tracks.rendering;
