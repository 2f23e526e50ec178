/**
 * Where written things go on: the queues behind relay, and the channels that messages reach people by.
 *
 * <p>A queue's record carries names of records, never a text or a person's name. Whatever is handed over may be handed over
 * again; whoever receives it drops repeats.
 */
package dev.tracks.handover;
