/**
 * Messages: the text of an admin, the names of people and tracks, rendered by Qute.
 *
 * <p>Decisions of this room:
 *
 * <ul>
 *   <li><b>An engine of its own, that can do nothing.</b> The engine that Quarkus injects resolves
 *       <code>{config:…}</code>, <code>{inject:…}</code> and <code>{cdi:…}</code> and runs sections such as
 *       <code>{#for}</code>; whoever may edit a message would read the configuration and call beans. Ours is built
 *       without section helpers, namespaces (Qute's own <code>data:</code> stays: the same values), locators and value
 *       resolvers but the one that looks up a name in the data given. It has no reflection to register for native
 *       images.
 *   <li><b>The domain parses the admin's text, once.</b> {@link dev.tracks.domain.message.MessageTemplate} splits it into
 *       pieces and refuses unknown names when a step is saved. Qute gets each placeholder as an expression and each
 *       literal as an unparsed block <code>{|…|}</code>, so no text of an admin is ever parsed as Qute.
 *   <li><b>Why Qute parses what we generate.</b> Qute (3.34) makes a template from text only: the constructor of its
 *       template is not public. Its parser hook maps text to text, so the double braces would be parsed there a second
 *       time. A section of our own would put the pieces together itself, and Qute would render nothing. The generated
 *       text is parsed once for each message text and then cached.
 *   <li><b>No escaping by backslash.</b> Qute cannot escape the backslash itself, so one that the admin wrote before a
 *       brace would make that brace Qute syntax again.
 *   <li><b>Values are data.</b> Qute does not parse a value again, so a person named <code>{{manager}}</code> or
 *       <code>{config:x}</code> is called just that. There is no result mapper either: nothing is escaped, because what
 *       has to be depends on the channel. Delivery does it.
 *   <li><b>Every character is kept.</b> Qute would drop a line that holds only a section or a comment; that is off. All
 *       line breaks, NUL and unpaired surrogates come out as they went in.
 *   <li><b>Length is checked after rendering and shortened, never refused.</b> When the step is saved nobody's name is
 *       known, and an enrollment must not fail because a name is long. Values are clipped before rendering to what
 *       could be seen at most, so that a huge name used often does not take the memory either.
 *   <li><b>Made and warmed once.</b> Most of a first message's time is the loading of classes, so it is spent at init,
 *       where Lambda gives a full processor, and by those functions only that render. Parsed templates are kept by
 *       text, the most recently used ones, because the same few messages are sent again and again. The renderer is safe
 *       for use by several threads.
 * </ul>
 */
package dev.tracks.rendering;
