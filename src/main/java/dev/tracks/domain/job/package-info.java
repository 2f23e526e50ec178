/** Jobs: what is done to many people, page by page, with one row per person. It may use the other domain packages. */
package dev.tracks.domain.job;
