package dev.tracks.usecase.people;

/** New ids of participants. */
@FunctionalInterface
public interface NewIds {
    /** A random UUID in lower case: an id that says nothing about the person. */
    String next();
}
