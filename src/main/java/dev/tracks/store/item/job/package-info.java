/** The items of jobs: the job, its lanes, its rows and its list of people. It may use {@code store.item} and {@code store.table}. */
package dev.tracks.store.item.job;
