/**
 * The values that everything else is made of: ids, texts, amounts of time, and the exception for an invalid field. Only
 * the JDK may be used here and in the packages below.
 */
package dev.tracks.domain;
