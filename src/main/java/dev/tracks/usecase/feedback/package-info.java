/**
 * Records what became of mails after their channel had accepted them: bounces, complaints, rejections. It may use the
 * domain.
 */
package dev.tracks.usecase.feedback;
