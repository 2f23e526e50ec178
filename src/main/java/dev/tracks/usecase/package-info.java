/**
 * What all use cases share: the optimistic retry, the result of a conditional write, versions, and the exceptions that
 * callers can get. It may use the domain; the packages below hold one class for each thing that the program does, and
 * the ports that these need.
 */
package dev.tracks.usecase;
