/**
 * JSON as trees, read strictly: unknown fields, wrong types and duplicate names are refused, all at once and by name.
 * It may use the domain's values; nothing is bound by reflection, so that native images need no registration.
 */
package dev.tracks.lambda.json;
